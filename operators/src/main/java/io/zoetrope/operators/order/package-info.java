/** Putting what comes of a video in order, once, for everything behind it. */
package io.zoetrope.operators.order;

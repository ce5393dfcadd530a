/** Cutting a video into the units of work, replay and order. */
package io.zoetrope.operators.dispatch;

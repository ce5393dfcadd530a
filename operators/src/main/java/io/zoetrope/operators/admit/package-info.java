/** Which version of which video is the current one, and what an event changes about it. */
package io.zoetrope.operators.admit;

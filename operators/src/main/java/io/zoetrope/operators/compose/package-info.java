/** From observed frames, in order again, to moments and to the status of their video. */
package io.zoetrope.operators.compose;

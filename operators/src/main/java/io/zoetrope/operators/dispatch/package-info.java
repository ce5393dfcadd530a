/**
 * A video as it is dispatched: cut into segments at its key frames, with the cursor that says how
 * far it was sent. {@code line} is the waiting line that sends them.
 */
package io.zoetrope.operators.dispatch;

/**
 * From pictures and sound to vectors, detections and words: what an analyser is, what it is given
 * and what it gives. {@code analysers} are those that we have, {@code run} has them look at a
 * segment, {@code camera} follows how the camera moves.
 */
package io.zoetrope.operators.observe;

/** Boxes in frame heights: where they are, how they and the camera move. */
package io.zoetrope.operators.track.boxes;

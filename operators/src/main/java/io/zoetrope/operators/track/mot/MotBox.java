package io.zoetrope.operators.track.mot;

/**
 * One line of detections.
 *
 * @param frame from 1
 * @param x left edge, pixels
 * @param y upper edge, pixels
 * @param score as the file gives it; 1 if it gives none
 */
record MotBox(int frame, double x, double y, double width, double height, double score) {}

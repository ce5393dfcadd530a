package io.zoetrope.models.packages.manifest;

import java.util.List;

/**
 * How a detector's outputs become boxes.
 *
 * @param kind form of the outputs
 * @param scoreThreshold detections below are dropped, [0,1]
 * @param nmsThreshold boxes of one class that overlap more (intersection over union) are one; not
 *     used if the graph has done it
 * @param maxDetections of one picture, best first
 * @param unitBoxes boxes lie in [0,1] of the input rather than in its pixels
 * @param strides cell sizes in pixels, in the order of the graph's rows; of raw heads only
 */
public record DetectorHead(
        Kind kind,
        float scoreThreshold,
        float nmsThreshold,
        int maxDetections,
        boolean unitBoxes,
        List<Integer> strides) {
    /** Gives what scores at least so much, if that is less. */
    public DetectorHead from(float leastScore) {
        float threshold = Math.min(scoreThreshold, leastScore);
        return new DetectorHead(kind, threshold, nmsThreshold, maxDetections, unitBoxes, strides);
    }

    /** Form of the outputs. */
    public enum Kind {
        /** {@code boxes} x0 y0 x1 y1, {@code scores}, {@code classes}. */
        BOXES("boxes"),
        /** {@code raw}: rows of dx dy log-w log-h objectness classes, one for each grid cell. */
        YOLOX("yolox"),
        /** {@code cls_S}, {@code obj_S}, {@code bbox_S} for each stride S. */
        YUNET("yunet");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}

package io.zoetrope.models.packages.manifest;

/**
 * How a text detector's map of probabilities becomes boxes: Liao et al. 2020, "Real-time Scene Text
 * Detection with Differentiable Binarization".
 *
 * @param multiple sides of the graph's pictures are whole multiples of it
 * @param threshold pixels at or above belong to text, [0,1]
 * @param boxThreshold boxes whose pixels have a lower mean are dropped, [0,1]
 * @param unclip how far a box is grown, as a share of its area over its circumference
 * @param minSide boxes that are thinner are dropped, in pixels of the graph's picture
 * @param maxRegions of one picture, the surest first
 */
public record TextRegions(
        int multiple,
        float threshold,
        float boxThreshold,
        float unclip,
        int minSide,
        int maxRegions) {}

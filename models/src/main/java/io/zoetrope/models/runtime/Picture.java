package io.zoetrope.models.runtime;

import io.zoetrope.models.runtime.detect.ObjectDetector;

/**
 * A frame as a detector takes it, and what it was cut or letterboxed from.
 *
 * @param rgb packed RGB at the detector's {@link ObjectDetector#shape}; shared, never changed
 * @param displayedWidth width of the displayed frame before it was brought to that shape; any unit,
 *     as only the aspect matters
 * @param displayedHeight likewise
 */
public record Picture(byte[] rgb, int displayedWidth, int displayedHeight) {}

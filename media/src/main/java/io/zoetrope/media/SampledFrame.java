package io.zoetrope.media;

import java.util.List;

/**
 * A frame that was handed over.
 *
 * @param ptsUs presentation time
 * @param keyFrame whether decoding can start here
 * @param pictures packed RGB, one for each shape of the request, in its order
 * @param jpeg small JPEG of the displayed frame, or empty
 */
public record SampledFrame(long ptsUs, boolean keyFrame, List<byte[]> pictures, byte[] jpeg) {}

package io.zoetrope.operators.decode;

import java.util.List;

/**
 * One sampled frame.
 *
 * @param ptsUs presentation time
 * @param pictures packed RGB, one for each shape that was asked for, in that order
 * @param keyFrame path of its stored small picture, or empty
 */
public record DecodedFrame(long ptsUs, List<byte[]> pictures, String keyFrame) {}

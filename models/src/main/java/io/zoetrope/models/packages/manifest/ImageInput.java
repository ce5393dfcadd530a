package io.zoetrope.models.packages.manifest;

import io.zoetrope.domain.picture.FrameShape;
import java.util.List;

/**
 * The picture that a graph takes. A graph with a uint8 input gets the bytes as they are; for any
 * other type each value is {@code (byte * scale - mean) / std} of its channel.
 *
 * @param shape size and fit
 * @param channelsFirst NCHW rather than NHWC
 * @param blueFirst BGR rather than RGB
 * @param mean one for each channel, in the order red, green, blue
 * @param std likewise, none of them 0
 */
public record ImageInput(
        FrameShape shape,
        boolean channelsFirst,
        boolean blueFirst,
        float scale,
        List<Float> mean,
        List<Float> std) {}

package io.zoetrope.media;

import java.io.Serializable;

/**
 * Small JPEGs that are made of a pass, for people.
 *
 * @param sampling which frames
 * @param side longer side in pixels; smaller videos keep their size; 0 for no JPEGs
 */
public record JpegSampling(Sampling sampling, int side) implements Serializable {
    public static final JpegSampling NONE = new JpegSampling(Sampling.every(0), 0);

    public boolean wanted() {
        return side > 0;
    }
}

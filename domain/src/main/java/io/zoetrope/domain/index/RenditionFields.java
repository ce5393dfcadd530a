package io.zoetrope.domain.index;

import io.zoetrope.domain.Playback;

/** Fields of each of {@link VideoFields#RENDITIONS}; see {@link Playback.Rendition}. */
public final class RenditionFields {
    public static final String NAME = "name";
    public static final String WIDTH = "width";
    public static final String HEIGHT = "height";
    public static final String CODECS = "codecs";

    /** Peak, bits a second. */
    public static final String BANDWIDTH = "bandwidth";

    /** Bits a second. */
    public static final String AVERAGE_BANDWIDTH = "average_bandwidth";

    private RenditionFields() {}
}

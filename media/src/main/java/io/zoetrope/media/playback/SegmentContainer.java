package io.zoetrope.media.playback;

/** What the segments of a video are. */
public enum SegmentContainer {
    /** Fragments of MP4 (CMAF), with an initialization segment. */
    FMP4(".m4s"),
    /** MPEG transport streams, each of which can be read by itself. */
    TS(".ts");

    private final String extension;

    SegmentContainer(String extension) {
        this.extension = extension;
    }

    /** Of the names of media segments, with its dot. */
    public String extension() {
        return extension;
    }

    /** Whether an initialization segment goes before media segments. */
    public boolean hasHead() {
        return this == FMP4;
    }
}

package io.zoetrope.media.playback;

/** What the segments of a video are. */
public enum SegmentContainer {
    /** Fragments of MP4 (CMAF), with an initialization segment. */
    FMP4(".m4s", 0),
    /** MPEG transport streams, each of which can be read by itself. */
    TS(".ts", 2 * 188);

    private final String extension;
    private final int tableBytes;

    SegmentContainer(String extension, int tableBytes) {
        this.extension = extension;
        this.tableBytes = tableBytes;
    }

    /** Of the names of media segments, with its dot. */
    public String extension() {
        return extension;
    }

    /**
     * Bytes at the beginning of each media segment that say what is in it: of a transport stream
     * the packets of its two tables (PAT and PMT).
     */
    public int tableBytes() {
        return tableBytes;
    }

    /** Whether an initialization segment goes before media segments. */
    public boolean hasHead() {
        return this == FMP4;
    }
}

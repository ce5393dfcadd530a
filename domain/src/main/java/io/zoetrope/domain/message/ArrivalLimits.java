package io.zoetrope.domain.message;

/** What an arrival may hold; lengths are in UTF-16 units. */
public final class ArrivalLimits {
    public static final int MAX_URI_CHARS = 4096;

    /** Of a tenant, a collection, a metadata key. */
    public static final int MAX_NAME_CHARS = 256;

    public static final int MAX_TITLE_CHARS = 1000;
    public static final int MAX_METADATA_ENTRIES = 64;
    public static final int MAX_METADATA_VALUE_CHARS = 4096;

    /** Of all keys and values together: they stand in every moment of the video. */
    public static final int MAX_METADATA_CHARS = 32 * 1024;

    /** As many as a decoder serves in one pass. */
    public static final int MAX_ANALYSERS = 16;

    public static final double MIN_LIMIT_SECONDS = 0.001;
    public static final double MAX_LIMIT_SECONDS = 10 * 24 * 3600;
    public static final double MIN_SEGMENT_SECONDS = 1;
    public static final double MAX_SEGMENT_SECONDS = 60;

    private ArrivalLimits() {}
}

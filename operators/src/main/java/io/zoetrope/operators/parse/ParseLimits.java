package io.zoetrope.operators.parse;

/** Bounds on what an event may hold; the event crosses the whole pipeline with its videos. */
final class ParseLimits {
    static final int MAX_EVENT_BYTES = 512 * 1024;
    static final int MAX_DEPTH = 32;
    static final int MAX_VIDEOS = 100;
    static final int MAX_URI_CHARS = 4096;
    static final int MAX_NAME_CHARS = 256;
    static final int MAX_TITLE_CHARS = 1000;
    static final int MAX_METADATA_ENTRIES = 64;
    static final int MAX_METADATA_CHARS = 4096;
    static final double MAX_LIMIT_SECONDS = 10 * 24 * 3600;
    static final double MIN_SEGMENT_SECONDS = 1;
    static final double MAX_SEGMENT_SECONDS = 60;

    private ParseLimits() {}
}

package io.zoetrope.domain.message;

/** Names of the fields of an arrival's data, as producers write them. */
public final class ArrivalFields {
    public static final String URI = "uri";
    public static final String VIDEO_ID = "video_id";
    public static final String TENANT = "tenant";
    public static final String COLLECTION = "collection";
    public static final String TITLE = "title";
    public static final String METADATA = "metadata";
    public static final String CAPTIONS_URI = "captions_uri";
    public static final String LIMIT_SECONDS = "limit_seconds";
    public static final String SEGMENT_SECONDS = "segment_seconds";
    public static final String ANALYSERS = "analysers";
    public static final String PLAYBACK = "playback";

    /** A list of such data, in one message. */
    public static final String VIDEOS = "videos";

    private ArrivalFields() {}
}

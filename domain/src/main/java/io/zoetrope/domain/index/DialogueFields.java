package io.zoetrope.domain.index;

import io.zoetrope.domain.LineSource;

/**
 * Fields of a document of {@code dialogue}; {@link IndexMappings#dialogue} says what each holds.
 */
public final class DialogueFields {
    public static final String LINE_ID = "line_id";
    public static final String VIDEO_ID = "video_id";
    public static final String TENANT = "tenant";
    public static final String COLLECTION = "collection";
    public static final String URI = "uri";
    public static final String GENERATION = "generation";
    public static final String ORDINAL = "ordinal";
    public static final String START_MS = "start_ms";
    public static final String END_MS = "end_ms";

    /** In full; {@link TextLanguages} says under which names it stands by language. */
    public static final String TEXT = "text";

    /** Left out if it is not known. */
    public static final String LANGUAGE = "language";

    /** Left out if nobody says who it is. */
    public static final String SPEAKER = "speaker";

    /** See {@link LineSource#wireName}. */
    public static final String SOURCE = "source";

    /**
     * Left out if there is none; its mapping depends on the model, not on {@link IndexMappings}.
     */
    public static final String VECTOR = "vector";

    public static final String MODEL = "model";
    public static final String MODEL_VERSION = "model_version";
    public static final String ARRIVED_AT = "arrived_at";

    private DialogueFields() {}
}

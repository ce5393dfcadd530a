package io.zoetrope.domain.index;

/** Fields of a document of {@code sounds}; {@link IndexMappings#sounds} says what each holds. */
public final class SoundFields {
    public static final String SOUND_ID = "sound_id";
    public static final String VIDEO_ID = "video_id";
    public static final String TENANT = "tenant";
    public static final String COLLECTION = "collection";
    public static final String URI = "uri";
    public static final String GENERATION = "generation";
    public static final String ORDINAL = "ordinal";
    public static final String START_MS = "start_ms";
    public static final String END_MS = "end_ms";
    public static final String SILENT = "silent";
    public static final String LOUDNESS_DB = "loudness_db";

    /** The surest first. */
    public static final String SOUND_CLASSES = "sound_classes";

    /** Of {@link #SOUND_CLASSES}, in the same order. */
    public static final String SOUND_SCORES = "sound_scores";

    /**
     * Left out if there is none; its mapping depends on the model, not on {@link IndexMappings}.
     */
    public static final String VECTOR = "vector";

    public static final String MODEL = "model";
    public static final String MODEL_VERSION = "model_version";
    public static final String ARRIVED_AT = "arrived_at";

    private SoundFields() {}
}

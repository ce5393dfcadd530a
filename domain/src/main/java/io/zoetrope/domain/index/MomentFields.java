package io.zoetrope.domain.index;

/** Fields of a document of {@code moments}; {@link IndexMappings#moments} says what each holds. */
public final class MomentFields {
    public static final String MOMENT_ID = "moment_id";
    public static final String VIDEO_ID = "video_id";
    public static final String TENANT = "tenant";
    public static final String COLLECTION = "collection";
    public static final String URI = "uri";
    public static final String TITLE = "title";

    /** Text by name; one entry is searched as {@code metadata.<name>}. */
    public static final String METADATA = "metadata";

    public static final String GENERATION = "generation";
    public static final String ORDINAL = "ordinal";
    public static final String SHOT = "shot";
    public static final String START_MS = "start_ms";
    public static final String END_MS = "end_ms";

    /** The vector; its mapping depends on the model and is not in {@link IndexMappings}. */
    public static final String VISUAL = "visual";

    public static final String MODEL = "model";
    public static final String MODEL_VERSION = "model_version";
    public static final String KEY_FRAME = "key_frame";
    public static final String KEY_FRAME_MS = "key_frame_ms";
    public static final String OBJECT_CLASSES = "object_classes";

    /** Written by others than the job, which keeps them when it writes a moment again. */
    public static final String LABELS = "labels";

    /** As {@link #LABELS}: what it may show, and nobody has said. */
    public static final String LIKELY_LABELS = "likely_labels";

    /** As {@link #LABELS}: what people said that it does not show. */
    public static final String NEGATIVE_LABELS = "negative_labels";

    public static final String SOUND_CLASSES = "sound_classes";

    /** What is said in it; left out if nothing is. */
    public static final String DIALOGUE = "dialogue";

    /** Words that are on the screen in it; left out if there are none. */
    public static final String TEXT = "text";

    public static final String ARRIVED_AT = "arrived_at";
    public static final String INDEXED_AT = "indexed_at";

    private MomentFields() {}
}

package io.zoetrope.domain.index;

/** Fields of a document of {@code objects}; {@link IndexMappings#objects} says what each holds. */
public final class ObjectFields {
    public static final String OBJECT_ID = "object_id";
    public static final String VIDEO_ID = "video_id";
    public static final String TENANT = "tenant";
    public static final String COLLECTION = "collection";
    public static final String URI = "uri";
    public static final String GENERATION = "generation";
    public static final String ORDINAL = "ordinal";
    public static final String START_MS = "start_ms";
    public static final String END_MS = "end_ms";

    /** The same for all tracks of one object; left out if it was not re-linked. */
    public static final String ENTITY_ID = "entity_id";

    public static final String OBJECT_CLASS = "object_class";
    public static final String SCORE = "score";
    public static final String SIGHTINGS = "sightings";
    public static final String SHOT = "shot";
    public static final String LAST_SHOT = "last_shot";

    /** Objects of {@link BoxFields}, in order of time. */
    public static final String BOXES = "boxes";

    public static final String BOX_ERROR = "box_error";

    /** The mean; left out if there is none. Its mapping depends on the model. */
    public static final String APPEARANCE = "appearance";

    /** Of the best sighting; as {@link #APPEARANCE}. */
    public static final String BEST_APPEARANCE = "best_appearance";

    public static final String BEST_MS = "best_ms";
    public static final String BEST_X0 = "best_x0";
    public static final String BEST_Y0 = "best_y0";
    public static final String BEST_X1 = "best_x1";
    public static final String BEST_Y1 = "best_y1";

    /** Path of its stored picture; left out if there is none. */
    public static final String PICTURE = "picture";

    public static final String MODEL = "model";
    public static final String MODEL_VERSION = "model_version";
    public static final String ARRIVED_AT = "arrived_at";

    /** Written by others than the job, which keeps them when it writes an object again. */
    public static final String LABELS = "labels";

    /** As {@link #LABELS}: what it is not. */
    public static final String NEGATIVE_LABELS = "negative_labels";

    /** As {@link #LABELS}: what it may be, and nobody has said. */
    public static final String LIKELY_LABELS = "likely_labels";

    public static final String INDEXED_AT = "indexed_at";

    private ObjectFields() {}
}

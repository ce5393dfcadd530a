package io.zoetrope.domain.index;

/** Fields of a document of {@code texts}; {@link IndexMappings#texts} says what each holds. */
public final class TextFields {
    public static final String TEXT_ID = "text_id";
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

    public static final String CONFIDENCE = "confidence";
    public static final String X0 = BoxFields.X0;
    public static final String Y0 = BoxFields.Y0;
    public static final String X1 = BoxFields.X1;
    public static final String Y1 = BoxFields.Y1;

    /**
     * Left out if there is none; its mapping depends on the model, not on {@link IndexMappings}.
     */
    public static final String VECTOR = "vector";

    public static final String MODEL = "model";
    public static final String MODEL_VERSION = "model_version";
    public static final String ARRIVED_AT = "arrived_at";

    private TextFields() {}
}

package io.zoetrope.domain.index;

import io.zoetrope.domain.Transition;

/** Fields of a document of {@code shots}; {@link IndexMappings#shots} says what each holds. */
public final class ShotFields {
    public static final String VIDEO_ID = "video_id";
    public static final String TENANT = "tenant";
    public static final String COLLECTION = "collection";
    public static final String URI = "uri";
    public static final String GENERATION = "generation";

    /** The n-th of its video, from 0; {@link MomentFields#SHOT} of the moments in it. */
    public static final String SHOT = "shot";

    public static final String START_MS = "start_ms";
    public static final String END_MS = "end_ms";

    /** See {@link Transition#wireName}. */
    public static final String TRANSITION = "transition";

    public static final String MODEL = "model";
    public static final String MODEL_VERSION = "model_version";
    public static final String ARRIVED_AT = "arrived_at";

    private ShotFields() {}
}

package io.zoetrope.domain.index;

import io.zoetrope.domain.FindingKind;

/**
 * Fields of a document of {@code labels}: one thing that somebody said about a tenant's labels. The
 * mapping is {@link IndexMappings#labels}. Documents are added and never changed.
 */
public final class LabelFields {
    public static final String TENANT = "tenant";

    /** Counts from 1 within the tenant, without gaps. */
    public static final String VERSION = "version";

    public static final String LABEL_ID = "label_id";

    /** What was done, in lower case. */
    public static final String ACTION = "action";

    public static final String NAME = "name";

    /** Of an undo: the version that no longer counts. */
    public static final String UNDOES = "undoes";

    public static final String AUTHOR = "author";
    public static final String AT = "at";

    /** Lists of examples; each has the fields that follow. */
    public static final String POSITIVES = "positives";

    public static final String NEGATIVES = "negatives";

    /** Of an object or a moment. */
    public static final String ID = "id";

    /** {@link FindingKind#alias}. */
    public static final String OF = "of";

    public static final String VIDEO_ID = "video_id";
    public static final String OBJECT_CLASS = "object_class";
    public static final String MODEL = "model";
    public static final String MODEL_VERSION = "model_version";

    /** As it was indexed when it was taught, in {@link VectorBytes}. */
    public static final String VECTOR = "vector";

    private LabelFields() {}
}

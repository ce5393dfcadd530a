package io.zoetrope.domain.message;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.index.VectorBytes;

/** Fields of a message on {@code video.control} that tells of a label, a {@link TaughtLabel}. */
public final class ControlFields {
    /** Version of the format. */
    public static final String V = "v";

    /** The format that is written and read. */
    public static final int FORMAT = 1;

    public static final String KIND = "kind";

    /** {@link #KIND} of messages that tell of labels. */
    public static final String LABEL = "label";

    public static final String LABEL_ID = "label_id";
    public static final String TENANT = "tenant";
    public static final String NAME = "name";
    public static final String VERSION = "version";
    public static final String DELETED = "deleted";

    /** A list; each has the fields that follow. */
    public static final String MODELS = "models";

    /** {@link FindingKind#alias}. */
    public static final String OF = "of";

    public static final String MODEL = "model";
    public static final String MODEL_VERSION = "model_version";
    public static final String CLASSES = "classes";
    public static final String TAUGHT = "taught";

    /** A vector, as all others in {@link VectorBytes}. */
    public static final String MEAN = "mean";

    public static final String DIRECTIONS = "directions";

    /** A vector: a share for each direction. */
    public static final String DRAWN = "drawn";

    public static final String PROTOTYPE = "prototype";
    public static final String POSITIVES = "positives";
    public static final String NEGATIVES = "negatives";

    private ControlFields() {}
}

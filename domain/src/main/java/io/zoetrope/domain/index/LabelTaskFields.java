package io.zoetrope.domain.index;

import io.zoetrope.domain.FindingKind;

/**
 * Fields of a document of {@code label-tasks}: how far a label has been spread, and who is at it.
 * The mapping is {@link IndexMappings#labelTasks}.
 */
public final class LabelTaskFields {
    public static final String TENANT = "tenant";
    public static final String LABEL_ID = "label_id";

    /** That is to be spread. */
    public static final String VERSION = "version";

    /** {@code waiting}, {@code running} or {@code done}. */
    public static final String STATE = "state";

    /** Id of the last finding that was looked at; those after it are to do. */
    public static final String CURSOR = "cursor";

    /** {@link FindingKind#alias} of what is looked at. */
    public static final String OF = "of";

    public static final String DONE = "done";
    public static final String TOTAL = "total";

    /** Findings that have the label since. */
    public static final String LABELLED = "labelled";

    /** The instance of the service that is at it. */
    public static final String OWNER = "owner";

    /** Epoch milliseconds by the index's clock, until when nobody else may be at it. */
    public static final String LEASED_UNTIL = "leased_until";

    public static final String STARTED_AT = "started_at";

    /** Why it was begun anew since it was said, though nothing was said of the label: a list. */
    public static final String AGAIN_FOR = "again_for";

    private LabelTaskFields() {}
}

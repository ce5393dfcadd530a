package io.zoetrope.domain;

/** Bounds of labels, for those who teach them and for those who are told. */
public final class LabelLimits {
    /** Of one tenant. */
    public static final int MAX_LABELS = 200;

    /** Of all tenants together: what a job keeps in its memory. */
    public static final int MAX_LABELS_IN_ALL = 1_000;

    /** What the labels of one tenant mean, as a job keeps it. */
    public static final long MAX_BYTES = 32L << 20;

    /** Of all tenants together. */
    public static final long MAX_BYTES_IN_ALL = 128L << 20;

    /** Deleted labels of one tenant that a job remembers as such: the latest. */
    public static final int MAX_GONE = 2_000;

    /** Of all tenants together. */
    public static final int MAX_GONE_IN_ALL = 20_000;

    /** Characters of a name. */
    public static final int MAX_NAME = 64;

    /** What people said of one label. */
    public static final int MAX_EXAMPLES = 500;

    /** Of these a model keeps at most so many, of each sign, that differ most. */
    public static final int MAX_KEPT = 16;

    /** Kinds and models that one label has examples of. */
    public static final int MAX_MODELS = 4;

    /** Classes of objects that the positive examples of one model have. */
    public static final int MAX_CLASSES = 100;

    /** Of a message on {@code video.control}: a little less than brokers take. */
    public static final int MAX_MESSAGE_BYTES = 960_000;

    private LabelLimits() {}

    /** Whether a text can be a label: no line breaks, nor what else is not seen. */
    public static boolean isName(String text) {
        return !text.isBlank()
                && text.equals(text.strip())
                && text.length() <= MAX_NAME
                && text.codePoints().noneMatch(LabelLimits::isUnseen);
    }

    private static boolean isUnseen(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}

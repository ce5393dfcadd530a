package io.zoetrope.operators.parse;

/** Bounds on a message as a whole; those of one video are {@code ArrivalLimits}. */
final class ParseLimits {
    /** Kafka's own default for a message, less a little for its frame. */
    static final int MAX_EVENT_BYTES = 1_048_576;

    static final int MAX_DEPTH = 32;

    /** Names, values and brackets: a notification of a thousand records has about 70,000. */
    static final int MAX_TOKENS = 250_000;

    static final int MAX_VIDEOS = 1000;

    /** What a list's videos share, times their number. */
    static final long MAX_COPIED_CHARS = 8 * 1024 * 1024;

    /** Such as S3 in SNS in SQS. */
    static final int MAX_ENVELOPES = 5;

    /** A message of one video travels with it as it came up to this size, else remade. */
    static final int MAX_CARRIED_BYTES = 32 * 1024;

    /** A longer key is left out of a message that is remade: half a key would be a wrong one. */
    static final int MAX_CARRIED_KEY_CHARS = 1024;

    private ParseLimits() {}
}

package io.zoetrope.domain;

/**
 * A fact about this input that no retry changes: it becomes a dead letter or a partial result,
 * never a restart. Anything transient is an {@link java.io.IOException} instead.
 */
public final class RejectedInput extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason short stable phrase in snake_case
     * @param detail one sentence that says what, where and what to do
     */
    public RejectedInput(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public RejectedInput(String reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    public Problem at(String stage) {
        return new Problem(stage, reason, getMessage());
    }
}

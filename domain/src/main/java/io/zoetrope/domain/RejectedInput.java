package io.zoetrope.domain;

/**
 * A fact about this input that no retry changes: it becomes a dead letter or a partial result,
 * never a restart. Anything transient is an {@link java.io.IOException} instead.
 */
public final class RejectedInput extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * @param detail one sentence that says what, where and what to do
     */
    public RejectedInput(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public RejectedInput(Reason reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    /** The reason's name in snake_case. */
    public String reason() {
        return reason.wire();
    }

    public Problem at(Stage stage) {
        return Problem.of(stage, reason, getMessage());
    }

    /** The same with other words. */
    public RejectedInput saying(String detail) {
        return new RejectedInput(reason, detail, this);
    }
}

package io.zoetrope.domain;

import io.zoetrope.domain.store.ShownUri;

/**
 * A fact about this input that no retry changes: it becomes a dead letter or a partial result,
 * never a restart. Anything transient is an {@link java.io.IOException} instead.
 */
public final class RejectedInput extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * @param detail one sentence that says what, where and what to do; logins of uris are left out
     */
    public RejectedInput(Reason reason, String detail) {
        super(ShownUri.in(detail));
        this.reason = reason;
    }

    public RejectedInput(Reason reason, String detail, Throwable cause) {
        super(ShownUri.in(detail), cause);
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

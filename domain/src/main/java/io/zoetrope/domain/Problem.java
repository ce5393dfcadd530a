package io.zoetrope.domain;

import io.zoetrope.domain.store.ShownUri;

/**
 * Why something could not be done, for people. Made by {@link #of}, so that only names of {@link
 * Stage} and {@link Reason} occur; they are text here because state and messages outlive them.
 *
 * @param stage the step that found it
 * @param reason a short stable phrase in snake_case that dashboards count by: {@code not_a_video}
 * @param detail one sentence that says what, where and what to do; without the logins of uris
 */
public record Problem(String stage, String reason, String detail) {
    public Problem {
        detail = detail == null ? null : ShownUri.in(detail);
    }

    public static Problem of(Stage stage, Reason reason, String detail) {
        return new Problem(stage.wire(), reason.wire(), detail);
    }

    public boolean is(Reason other) {
        return other.wire().equals(reason);
    }

    /** The same with other words. */
    public Problem saying(String otherDetail) {
        return new Problem(stage, reason, otherDetail);
    }
}

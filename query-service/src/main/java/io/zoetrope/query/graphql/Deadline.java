package io.zoetrope.query.graphql;

import io.zoetrope.query.http.ApiError;
import java.time.Duration;

/**
 * Until when a query may begin to read something. What is being read then goes on: each question to
 * the index has a time of its own.
 *
 * @param endNanos as {@link System#nanoTime} counts
 */
record Deadline(long endNanos) {
    /** Of a query. */
    static final Duration LONGEST = Duration.ofSeconds(15);

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /**
     * @throws ApiError 503 {@code too_slow} if it has passed
     */
    void check() {
        if (System.nanoTime() - endNanos >= 0) {
            throw new ApiError(
                    503,
                    "too_slow",
                    "not read: the query took longer than "
                            + LONGEST.toSeconds()
                            + " s; ask for less at once");
        }
    }
}

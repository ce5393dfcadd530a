package io.zoetrope.query.generate;

import com.networknt.schema.JsonSchemaException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The time that all patterns of a client's schema have for one document, together. For one document
 * at a time.
 */
final class PatternTime {
    static final Duration MOST = Duration.ofSeconds(2);

    /**
     * Ends a validation. Of the validator's own kind, which it hands on without a line in the log.
     */
    static final class Over extends JsonSchemaException {
        private static final long serialVersionUID = 1L;

        Over(String message) {
            super(message);
        }
    }

    private final LongSupplier clock;
    private BooleanSupplier wanted = () -> true;
    private long endNanos;

    /**
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    PatternTime(LongSupplier clock) {
        this.clock = clock;
    }

    /** For another document. */
    void begin(BooleanSupplier stillWanted) {
        wanted = stillWanted;
        endNanos = clock.getAsLong() + MOST.toNanos();
    }

    /**
     * @throws Over if the time is spent, or nobody wants to know any more
     */
    void check() {
        if (!wanted.getAsBoolean()) {
            throw new Over("the answer is not wanted any more");
        }
        if (clock.getAsLong() - endNanos > 0) {
            throw new Over(
                    "the patterns of response_format.schema take more than "
                            + MOST.toSeconds()
                            + " s for a document; use fewer, without repeats inside repeats");
        }
    }
}

package io.zoetrope.query.embed;

import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.domain.Vector;

/**
 * Brings words into the space of what they are compared with. Thread-safe; its opener closes it.
 */
public interface WordEncoder extends ServedEncoder {
    /** Normalised vector of a text that is not blank; a text that is too long is cut. */
    Vector text(String text);

    /** Adds what it counts of itself to the service's metrics. */
    default void bindTo(MeterRegistry registry) {}
}

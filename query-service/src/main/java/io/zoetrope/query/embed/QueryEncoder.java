package io.zoetrope.query.embed;

import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;

/** Brings a query into the space in which the moments lie. Thread-safe; the service closes it. */
public interface QueryEncoder extends AutoCloseable {
    /** Normalised vector of a text that is not blank; a text that is too long is cut. */
    Vector text(String text);

    /**
     * Normalised vector of a JPEG or PNG picture.
     *
     * @throws RejectedInput if the bytes are no picture, or one too large
     */
    Vector image(byte[] bytes) throws RejectedInput;

    int dimension();

    ModelRef model();

    /** Where it runs: {@code cpu}, {@code cuda}. */
    String provider();

    /** Adds what it counts of itself to the service's metrics. */
    default void bindTo(MeterRegistry registry) {}

    @Override
    void close();
}

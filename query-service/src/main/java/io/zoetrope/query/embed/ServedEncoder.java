package io.zoetrope.query.embed;

import io.zoetrope.domain.ModelRef;

/** A model that the service runs to make vectors of what is asked. */
public interface ServedEncoder extends AutoCloseable {
    /** Of its vectors. */
    int dimension();

    ModelRef model();

    /** Where it runs: {@code cpu}, {@code cuda}. */
    String provider();

    @Override
    void close();
}

package io.zoetrope.query.generate.evidence;

import io.zoetrope.domain.Vector;
import java.util.List;

/** Says in a sentence what a cached vector of a picture shows. Thread-safe. */
public interface Captions extends AutoCloseable {
    /** Vectors of this space can be told. */
    String space();

    /**
     * One sentence for each vector, in the same order.
     *
     * @param vectors of {@link #space}
     */
    List<String> describe(List<Vector> vectors);

    @Override
    void close();
}

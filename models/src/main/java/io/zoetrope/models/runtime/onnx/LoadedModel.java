package io.zoetrope.models.runtime.onnx;

import io.zoetrope.domain.ModelRef;

/**
 * What is known of every model that takes batches of one kind of input. Thread-safe until closed.
 */
public interface LoadedModel extends AutoCloseable {
    ModelRef model();

    /** The largest batch of one call, from the package. */
    int maxBatch();

    /** Where it runs. */
    Provider provider();

    @Override
    void close();
}

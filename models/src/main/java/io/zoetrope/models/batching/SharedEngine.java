package io.zoetrope.models.batching;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.runtime.onnx.Provider;
import java.util.concurrent.CompletableFuture;

/**
 * One user's hold on an engine of the process. The engine and its model are freed with the last
 * hold. Thread-safe.
 */
public final class SharedEngine<I, O> implements AutoCloseable {
    private final InferenceEngines.Entry<I, O> entry;
    private boolean closed;

    SharedEngine(InferenceEngines.Entry<I, O> entry) {
        this.entry = entry;
    }

    /** As {@link InferenceEngine#submit}. */
    public CompletableFuture<O> submit(I item) throws InterruptedException {
        return entry.engine().submit(item);
    }

    public ModelRef model() {
        return entry.served().loaded().model();
    }

    /** The picture that the model takes; null if it takes something else. */
    public FrameShape shape() {
        return entry.served().shape();
    }

    /** Length of the vectors; 0 if the model gives none. */
    public int dimension() {
        return entry.served().dimension();
    }

    public Provider provider() {
        return entry.served().loaded().provider();
    }

    /** Of the engine, so of all its users together. */
    public EngineMetrics metrics() {
        return entry.engine().metrics();
    }

    /** Lets go; what was submitted by others goes on. Safe to call twice. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            InferenceEngines.release(entry);
        }
    }
}

package io.zoetrope.operators.observe;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.batching.SharedEngine;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Gives lines of dialogue and words on the screen a vector. Put together where the job is
 * submitted; each user in each subtask opens, asks and closes a copy of its own.
 */
public interface SentenceVectors extends Serializable, AutoCloseable {
    /** Gives none. */
    SentenceVectors NONE = new NoVectors();

    /** Which vector space; empty if it gives no vectors. Does not change. */
    Optional<ModelRef> model();

    /** Length of the vectors; 0 if it gives none. */
    int dimension();

    /**
     * Loads what it needs; called once before the first text.
     *
     * @throws java.io.UncheckedIOException naming the file that could not be loaded
     */
    default void open() {}

    /** Those that it asks, for their metrics. */
    default List<SharedEngine<?, ?>> engines() {
        return List.of();
    }

    /**
     * Called from any thread.
     *
     * @return normalised, or empty if it gives none, or none of this text; fails if the model does
     * @throws InterruptedException if the thread is interrupted while the model is busy
     */
    CompletableFuture<Vector> of(String text) throws InterruptedException;

    /** Frees what was loaded; also called if {@link #open} failed. */
    @Override
    default void close() {}
}

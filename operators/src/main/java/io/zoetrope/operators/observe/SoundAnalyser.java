package io.zoetrope.operators.observe;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.models.batching.SharedEngine;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Turns the sound of a video into observations, a segment at a time. Put together, opened, asked
 * and closed as an {@link Analyser} is.
 */
public interface SoundAnalyser extends Serializable, AutoCloseable {
    /** What it is called, and how much sound it wants. Does not change. */
    SoundSpec spec();

    /**
     * Loads what it needs; called once before the first sound.
     *
     * @throws java.io.UncheckedIOException naming the file that could not be loaded
     */
    default void open() {}

    /** Those that it asks, for their metrics; none if it works without a model. */
    default List<SharedEngine<?, ?>> engines() {
        return List.of();
    }

    /**
     * Begins to listen to a segment. Returns soon: what takes long is done by engines.
     *
     * @return what was heard, from any thread; fails as {@link Analyser#observe} does
     * @throws RejectedInput if this sound cannot be analysed and never will
     * @throws InterruptedException if the task is cancelled while it is held back
     */
    CompletableFuture<SoundObservation> listen(SoundInput segment)
            throws RejectedInput, InterruptedException;

    /** Frees what was loaded; also called if {@link #open} failed. */
    @Override
    default void close() {}
}

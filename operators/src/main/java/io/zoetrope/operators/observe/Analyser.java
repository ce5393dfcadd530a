package io.zoetrope.operators.observe;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.operators.observe.analysers.VisualAnalyser;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Turns pictures of a video into observations. It is put together where the job is submitted, and
 * opened, asked and closed by each subtask that observes, on the task's thread. To add one, write a
 * class like {@link VisualAnalyser} and name it in the job's list; docs/analysers.md.
 */
public interface Analyser extends Serializable, AutoCloseable {
    /** What it is called, and which pictures it wants. Does not change. */
    AnalyserSpec spec();

    /**
     * Loads what it needs; called once before the first picture.
     *
     * @throws java.io.UncheckedIOException naming the file that could not be loaded
     */
    default void open() {}

    /** Those that it asks, for their metrics; none if it works without a model. */
    default List<SharedEngine<?, ?>> engines() {
        return List.of();
    }

    /**
     * Begins to look at a picture. Returns soon: what takes long is done by engines, which gather
     * batches across videos and hold the caller back while they are full.
     *
     * @return what was seen, from any thread. Fails with {@link RejectedInput} if this picture
     *     cannot be analysed and never will: its video is then partial and names the analyser, and
     *     what others saw stays. Any other failure restarts the job
     * @throws RejectedInput likewise
     * @throws InterruptedException if the task is cancelled while it is held back
     */
    CompletableFuture<Observation> observe(AnalyserInput picture)
            throws RejectedInput, InterruptedException;

    /** Frees what was loaded; also called if {@link #open} failed. */
    @Override
    default void close() {}
}

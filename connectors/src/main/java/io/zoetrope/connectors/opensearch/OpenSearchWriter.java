package io.zoetrope.connectors.opensearch;

import io.zoetrope.domain.IndexChange;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/**
 * Fills batches on the task's thread and applies them on one other, in order. It keeps nothing
 * beyond a checkpoint: {@link #flush} returns when all is in the indexes.
 */
final class OpenSearchWriter implements SinkWriter<IndexChange> {
    /** One batch that is applied and one that waits. */
    private static final int BATCHES_AHEAD = 2;

    private final ChangeApplier applier;
    private final BulkOptions options;
    private final ProcessingTimeService timers;
    private final SinkWriterMetricGroup metrics;
    private final ChangeBuffer buffer;
    private final Semaphore places = new Semaphore(BATCHES_AHEAD);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(OpenSearchWriter::daemon);

    OpenSearchWriter(
            ChangeApplier applier,
            BulkOptions options,
            ProcessingTimeService timers,
            SinkWriterMetricGroup metrics) {
        this.applier = applier;
        this.options = options;
        this.timers = timers;
        this.metrics = metrics;
        this.buffer = new ChangeBuffer(options, System::currentTimeMillis);
        scheduleTick();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "opensearch-sink");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void write(IndexChange change, Context context)
            throws IOException, InterruptedException {
        throwFailure();
        if (buffer.mustDrainBefore(change)) {
            submit();
        }
        buffer.add(change);
        metrics.getNumRecordsSendCounter().inc();
        if (buffer.isFull()) {
            submit();
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        submit();
        places.acquire(BATCHES_AHEAD);
        places.release(BATCHES_AHEAD);
        throwFailure();
    }

    // Blocks while two batches are ahead: this is the back-pressure.
    private void submit() throws IOException, InterruptedException {
        if (buffer.isEmpty()) {
            return;
        }
        places.acquire();
        handOver();
    }

    private void handOver() {
        ChangeBatch batch = buffer.drain();
        thread.execute(() -> apply(batch));
    }

    private void apply(ChangeBatch batch) {
        try {
            // After a failure nothing more is applied: later changes must not overtake it.
            if (failure.get() == null) {
                applier.apply(batch);
            }
        } catch (Throwable e) {
            // An Error too: what it lost must not pass for written at the next checkpoint.
            metrics.getNumRecordsSendErrorsCounter().inc(batch.size());
            failure.set(e);
        } finally {
            places.release();
        }
    }

    private void scheduleTick() {
        long at = timers.getCurrentProcessingTime() + options.maxDelayMs();
        timers.registerTimer(at, time -> tick());
    }

    // Where both places are taken, the stream is not quiet and the batch may go on filling.
    private void tick() throws IOException {
        throwFailure();
        if (!buffer.isEmpty() && places.tryAcquire()) {
            handOver();
        }
        scheduleTick();
    }

    private void throwFailure() throws IOException {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IOException("cannot write to OpenSearch: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        applier.close();
    }
}

package io.zoetrope.connectors.objects;

import io.zoetrope.domain.Thumbnail;
import io.zoetrope.domain.ThumbnailRemoval;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes pictures on threads of its own: the task only hands over. A removal that the store does
 * not take after all tries is logged and counted, and its pictures stay. Closing gives up what is
 * not done.
 */
final class ThumbnailRemover implements Committer<ThumbnailRemoval> {
    private static final Logger LOG = LoggerFactory.getLogger(ThumbnailRemover.class);
    private static final int THREADS = 2;

    private final ObjectFolder folder;
    private final int attempts;
    private final long firstPauseMs;
    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(THREADS, ThumbnailRemover::thread);
    private final Counter removed;
    private final Counter retries;
    private final Counter failed;

    /**
     * @param attempts tries in all, at least 1
     * @param firstPauseMs before the second try; doubles with each further one
     */
    ThumbnailRemover(ObjectFolder folder, MetricGroup metrics, int attempts, long firstPauseMs) {
        this.folder = folder;
        this.attempts = attempts;
        this.firstPauseMs = firstPauseMs;
        this.removed = ThumbnailMetric.REMOVED.register(metrics);
        this.retries = ThumbnailMetric.REMOVAL_RETRIES.register(metrics);
        this.failed = ThumbnailMetric.REMOVALS_FAILED.register(metrics);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "key-frame-removals");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void commit(Collection<CommitRequest<ThumbnailRemoval>> requests) {
        for (CommitRequest<ThumbnailRemoval> request : requests) {
            ThumbnailRemoval removal = request.getCommittable();
            threads.execute(() -> attempt(removal, 1));
        }
    }

    private void attempt(ThumbnailRemoval removal, int attempt) {
        try {
            remove(removal);
        } catch (IOException | RuntimeException e) {
            // File system plugins throw their client's own exceptions.
            failedOnce(removal, attempt, e);
        }
    }

    // A look at the picture and its deletion are two calls: one that a new life of the id writes
    // just between them is lost.
    private void remove(ThumbnailRemoval removal) throws IOException {
        String pictures = Thumbnail.folderOf(removal.videoKey());
        for (Path picture : folder.objects(pictures)) {
            byte[] start = folder.start(picture, GenerationMark.WITHIN);
            if (GenerationMark.read(start) < removal.generation()) {
                folder.delete(picture);
                removed.inc();
            }
        }
        folder.tidy(pictures);
    }

    private void failedOnce(ThumbnailRemoval removal, int attempt, Exception e) {
        if (threads.isShutdown()) {
            return;
        }
        if (attempt == attempts) {
            failed.inc();
            LOG.warn(
                    "key frames in {} could not be deleted in {} tries and stay",
                    Thumbnail.folderOf(removal.videoKey()),
                    attempts,
                    e);
            return;
        }
        retries.inc();
        try {
            threads.schedule(
                    () -> attempt(removal, attempt + 1),
                    firstPauseMs << (attempt - 1),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed before {} was removed", removal, closed);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package io.zoetrope.connectors.objects;

import io.zoetrope.domain.KeyFrameImage;
import io.zoetrope.domain.KeyFrameRemoval;
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
final class KeyFrameRemover implements Committer<KeyFrameRemoval> {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFrameRemover.class);
    private static final int THREADS = 2;

    private final ObjectFolder folder;
    private final int attempts;
    private final long firstPauseMs;
    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(THREADS, KeyFrameRemover::thread);
    private final Counter removed;
    private final Counter retries;
    private final Counter failed;

    /**
     * @param attempts tries in all, at least 1
     * @param firstPauseMs before the second try; doubles with each further one
     */
    KeyFrameRemover(ObjectFolder folder, MetricGroup metrics, int attempts, long firstPauseMs) {
        this.folder = folder;
        this.attempts = attempts;
        this.firstPauseMs = firstPauseMs;
        this.removed = KeyFrameMetric.REMOVED.register(metrics);
        this.retries = KeyFrameMetric.REMOVAL_RETRIES.register(metrics);
        this.failed = KeyFrameMetric.REMOVALS_FAILED.register(metrics);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "key-frame-removals");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void commit(Collection<CommitRequest<KeyFrameRemoval>> requests) {
        for (CommitRequest<KeyFrameRemoval> request : requests) {
            KeyFrameRemoval removal = request.getCommittable();
            threads.execute(() -> attempt(removal, 1));
        }
    }

    private void attempt(KeyFrameRemoval removal, int attempt) {
        try {
            remove(removal);
        } catch (IOException | RuntimeException e) {
            // File system plugins throw their client's own exceptions.
            failedOnce(removal, attempt, e);
        }
    }

    // A look at the picture and its deletion are two calls: one that a new life of the id writes
    // just between them is lost.
    private void remove(KeyFrameRemoval removal) throws IOException {
        String pictures = KeyFrameImage.folderOf(removal.videoKey());
        for (Path picture : folder.objects(pictures)) {
            byte[] start = folder.start(picture, GenerationMark.WITHIN);
            if (GenerationMark.read(start) < removal.generation()) {
                folder.delete(picture);
                removed.inc();
            }
        }
        folder.tidy(pictures);
    }

    private void failedOnce(KeyFrameRemoval removal, int attempt, Exception e) {
        if (threads.isShutdown()) {
            return;
        }
        if (attempt == attempts) {
            failed.inc();
            LOG.warn(
                    "key frames in {} could not be deleted in {} tries and stay",
                    KeyFrameImage.folderOf(removal.videoKey()),
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

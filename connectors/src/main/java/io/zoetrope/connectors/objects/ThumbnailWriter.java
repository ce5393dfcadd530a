package io.zoetrope.connectors.objects;

import io.zoetrope.domain.Thumbnail;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** Stores pictures on a few threads; holds a bounded number of them and blocks beyond that. */
final class ThumbnailWriter implements SinkWriter<Thumbnail> {
    private static final int ATTEMPTS = 4;
    private static final long FIRST_PAUSE_MS = 50;

    private final ObjectFolder folder;
    private final int places;
    private final Semaphore free;
    private final ExecutorService threads;
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final Counter stored;
    private final Counter storedBytes;
    private final Counter retries;

    ThumbnailWriter(ObjectFolder folder, int parallelWrites, SinkWriterMetricGroup metrics) {
        this.folder = folder;
        this.places = parallelWrites * 2;
        this.free = new Semaphore(places);
        this.threads = Executors.newFixedThreadPool(parallelWrites, ThumbnailWriter::thread);
        this.stored = ThumbnailMetric.STORED.register(metrics);
        this.storedBytes = ThumbnailMetric.STORED_BYTES.register(metrics);
        this.retries = ThumbnailMetric.RETRIES.register(metrics);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "key-frames");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void write(Thumbnail image, Context context) throws IOException, InterruptedException {
        throwFailure();
        free.acquire();
        threads.execute(() -> store(image));
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        free.acquire(places);
        free.release(places);
        throwFailure();
    }

    private void store(Thumbnail image) {
        try {
            storeWithRetries(image);
            stored.inc();
            storedBytes.inc(image.jpeg().length);
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        } catch (RuntimeException e) {
            // File system plugins throw their client's own exceptions.
            failure.compareAndSet(null, new IOException("cannot store " + image.path(), e));
        } catch (InterruptedException e) {
            failure.compareAndSet(null, new IOException("stopped while storing " + image.path()));
        } catch (Throwable e) {
            // An Error: what it lost must not pass for stored at the next checkpoint.
            failure.compareAndSet(null, new IOException("cannot store " + image.path(), e));
        } finally {
            free.release();
        }
    }

    private void storeWithRetries(Thumbnail image) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                folder.write(image.path(), GenerationMark.add(image.jpeg(), image.generation()));
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException("cannot store key frame " + image.path(), e);
                }
                retries.inc();
                Thread.sleep(FIRST_PAUSE_MS << attempt);
            }
        }
    }

    private void throwFailure() throws IOException {
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

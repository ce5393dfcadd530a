package io.zoetrope.connectors.objects;

import io.zoetrope.connectors.Backoff;
import io.zoetrope.connectors.Patience;
import io.zoetrope.connectors.StoreBreaker;
import io.zoetrope.connectors.StoreFailures;
import io.zoetrope.domain.picture.Thumbnail;
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
    private static final long LONGEST_PAUSE_MS = 10_000;

    private final ObjectFolder folder;
    private final int places;
    private final Semaphore free;
    private final ExecutorService threads;
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final Patience patience;
    private final Counter stored;
    private final Counter storedBytes;
    private final Counter retries;

    ThumbnailWriter(ObjectFolder folder, int parallelWrites, SinkWriterMetricGroup metrics) {
        this.folder = folder;
        this.places = parallelWrites * 2;
        this.free = new Semaphore(places);
        this.threads = Executors.newFixedThreadPool(parallelWrites, ThumbnailWriter::thread);
        this.patience =
                new Patience(
                        StoreBreaker.register(
                                "The object store", ThumbnailMetric.BREAKER_OPEN, metrics),
                        LONGEST_PAUSE_MS);
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

    /** However long the store is away: the stream waits. */
    private void storeWithRetries(Thumbnail image) throws IOException, InterruptedException {
        byte[] marked = GenerationMark.add(image.jpeg(), image.generation());
        Backoff backoff = patience.begin();
        for (; ; ) {
            try {
                folder.write(image.path(), marked);
                patience.answered();
                return;
            } catch (IOException | RuntimeException e) {
                if (!StoreFailures.isOfStore(e)) {
                    throw e;
                }
                retries.inc();
                backoff.pause(image.path() + ": " + e);
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
        patience.end();
        threads.shutdownNow();
    }
}

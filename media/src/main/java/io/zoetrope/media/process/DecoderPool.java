package io.zoetrope.media.process;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.DecodersBusy;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A few decoder's processes for all who look into videos briefly: a video that spins holds up one
 * of them. Whoever finds all of them busy waits a little, in order. Shared by all who ask for the
 * same; ends with the last of them. Thread-safe.
 */
public final class DecoderPool {
    private record Key(DecoderSettings settings, ReaderLimits limits, int size) {}

    private static final Map<Key, DecoderPool> SHARED = new HashMap<>();

    /** Looking into a file takes a few. */
    private static final long SOON_MS = 10;

    private final Key key;
    private final long patienceMs;
    private final Semaphore places;
    private final DecoderStock stock;
    private int users;

    private DecoderPool(Key key) {
        this.key = key;
        this.patienceMs = key.settings().deadline().toMillis() / 4;
        this.places = new Semaphore(key.size(), true);
        this.stock = new DecoderStock(key.settings(), key.limits(), key.size(), SOON_MS);
    }

    /**
     * The pool of this process for these settings.
     *
     * @param size most processes
     */
    public static VideoReaders share(DecoderSettings settings, ReaderLimits limits, int size) {
        synchronized (SHARED) {
            DecoderPool pool =
                    SHARED.computeIfAbsent(new Key(settings, limits, size), DecoderPool::new);
            pool.users++;
            return pool.new Share();
        }
    }

    private void leave() {
        synchronized (SHARED) {
            if (--users > 0) {
                return;
            }
            SHARED.remove(key);
        }
        stock.close();
    }

    private VideoReader open(MediaSource source, String name) throws RejectedInput, IOException {
        try {
            if (!places.tryAcquire(patienceMs, TimeUnit.MILLISECONDS)) {
                throw new DecodersBusy(
                        String.format(Locale.ROOT, "all %d decoders are busy", key.size()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while all decoders are busy");
        }
        return stock.open(source, name, places::release);
    }

    /** One user's hold on the pool. */
    private final class Share implements VideoReaders {
        private boolean left;

        @Override
        public VideoReader open(MediaSource source, String name) throws RejectedInput, IOException {
            return DecoderPool.this.open(source, name);
        }

        @Override
        public synchronized void close() {
            if (!left) {
                left = true;
                leave();
            }
        }
    }
}

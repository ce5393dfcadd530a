package io.zoetrope.media.process;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.MediaSource;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.DecodersBusy;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A few decoder's processes for all who look into videos briefly: a video that spins holds up one
 * of them. Whoever finds all of them busy waits a little, in order. Shared by all who ask for the
 * same; ends with the last of them. Thread-safe.
 */
public final class DecoderPool {
    private record Key(DecoderSettings settings, ReaderLimits limits, int size) {}

    private static final long PATIENCE_SECONDS = 5;

    private static final Map<Key, DecoderPool> SHARED = new HashMap<>();

    private final Key key;
    private final Semaphore places;
    private final Deque<DecoderSlot> idle = new ArrayDeque<>();
    private final Set<DecoderSlot> slots = new HashSet<>();
    private int users;
    private boolean closed;

    private DecoderPool(Key key) {
        this.key = key;
        this.places = new Semaphore(key.size(), true);
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

    private static void leave(DecoderPool pool) {
        synchronized (SHARED) {
            if (--pool.users > 0) {
                return;
            }
            SHARED.remove(pool.key);
        }
        pool.end();
    }

    private VideoReader open(MediaSource source, String name) throws RejectedInput, IOException {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new DecodersBusy("all %d decoders are busy".formatted(key.size()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while all decoders are busy");
        }
        DecoderSlot slot = take();
        boolean opened = false;
        try {
            VideoReader reader = new Lent(slot, slot.open(source, name));
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                giveBack(slot);
            }
        }
    }

    private synchronized DecoderSlot take() {
        DecoderSlot slot = idle.poll();
        if (slot == null) {
            slot = new DecoderSlot(key.settings(), key.limits());
            slots.add(slot);
        }
        if (closed) {
            slot.close();
        }
        return slot;
    }

    private void giveBack(DecoderSlot slot) {
        synchronized (this) {
            idle.push(slot);
        }
        places.release();
    }

    private synchronized void end() {
        closed = true;
        slots.forEach(DecoderSlot::close);
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
                leave(DecoderPool.this);
            }
        }
    }

    /** Gives its process back when it is closed. */
    private final class Lent implements VideoReader {
        private final DecoderSlot slot;
        private final VideoReader reader;
        private boolean back;

        private Lent(DecoderSlot slot, VideoReader reader) {
            this.slot = slot;
            this.reader = reader;
        }

        @Override
        public MediaInfo info() {
            return reader.info();
        }

        @Override
        public KeyFrameIndex keyFrames() throws RejectedInput, IOException {
            return reader.keyFrames();
        }

        @Override
        public ReadReport read(ReadRequest request, Consumer<SampledFrame> frames)
                throws RejectedInput, IOException {
            return reader.read(request, frames);
        }

        @Override
        public void close() {
            if (back) {
                return;
            }
            back = true;
            try {
                reader.close();
            } finally {
                giveBack(slot);
            }
        }
    }
}

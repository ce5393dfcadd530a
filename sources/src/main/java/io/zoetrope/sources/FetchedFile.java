package io.zoetrope.sources;

import io.zoetrope.domain.store.MediaSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

/**
 * One object on disk, for several readers. One thread fills it, others wait for that. Not a
 * channel: a thread that is interrupted would close it for all.
 */
final class FetchedFile implements Closeable {
    private static final int CHUNK_BYTES = 64 * 1024;

    /** What became of it. */
    enum State {
        FILLING,
        WHOLE,
        /** The store was too slow. */
        SLOW,
        /** The store failed, or the disk did. */
        FAILED
    }

    /** The disk took no more. */
    static final class DiskFailed extends IOException {
        private static final long serialVersionUID = 1L;

        DiskFailed(IOException cause) {
            super(cause);
        }
    }

    final String key;
    final String store;
    final long size;

    /** How many have it; guarded by whoever keeps it. */
    int readers;

    private final RandomAccessFile file;
    private State state = State.FILLING;

    /**
     * @param file closed with this
     */
    FetchedFile(String key, String store, long size, RandomAccessFile file) {
        this.key = key;
        this.store = store;
        this.size = size;
        this.file = file;
    }

    /**
     * Fetches all of it, or as much as comes in some time.
     *
     * @throws DiskFailed if the disk does not take it
     * @throws IOException if the store fails
     */
    void fill(MediaSource from, long mostNanos) throws IOException {
        State reached = State.FAILED;
        try {
            reached = copy(from, System.nanoTime() + mostNanos);
        } finally {
            synchronized (this) {
                state = reached;
                notifyAll();
            }
        }
    }

    private State copy(MediaSource from, long untilNanos) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        long at = 0;
        while (at < size) {
            if (System.nanoTime() - untilNanos > 0) {
                return State.SLOW;
            }
            int wanted = (int) Math.min(chunk.length, size - at);
            int got = from.read(at, ByteBuffer.wrap(chunk, 0, wanted));
            if (got < 0) {
                throw new IOException("an object of " + size + " bytes ended after " + at);
            }
            try {
                file.write(chunk, 0, got);
            } catch (IOException e) {
                throw new DiskFailed(e);
            }
            at += got;
        }
        return State.WHOLE;
    }

    /**
     * Waits until it is known what becomes of it.
     *
     * @return {@link State#FILLING} if that is not known yet
     */
    synchronized State await(long mostNanos) throws InterruptedException {
        long untilNanos = System.nanoTime() + mostNanos;
        long leftMs = mostNanos / 1_000_000;
        while (state == State.FILLING && leftMs > 0) {
            wait(leftMs);
            leftMs = (untilNanos - System.nanoTime()) / 1_000_000;
        }
        return state;
    }

    synchronized State state() {
        return state;
    }

    /** As {@link MediaSource#read}; for any thread. */
    int read(long position, ByteBuffer into) throws IOException {
        if (!into.hasRemaining()) {
            return 0;
        }
        byte[] chunk = new byte[Math.min(CHUNK_BYTES, into.remaining())];
        int got;
        synchronized (file) {
            file.seek(position);
            got = file.read(chunk);
        }
        if (got > 0) {
            into.put(chunk, 0, got);
        }
        return got;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

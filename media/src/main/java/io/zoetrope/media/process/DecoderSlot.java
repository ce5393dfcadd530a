package io.zoetrope.media.process;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * One decoder's process at a time: started ahead, used for many videos one after the other, and
 * replaced when it is lost or worn. One video may be open at a time. For one thread; any thread may
 * close it.
 */
public final class DecoderSlot implements VideoReaders {
    private static final int START_TRIES = 3;

    private final DecoderSettings settings;
    private final ReaderLimits limits;
    private volatile DecoderProcess process;
    private volatile boolean closed;

    /** Begins to start a process; the first video waits for it. */
    public DecoderSlot(DecoderSettings settings, ReaderLimits limits) {
        this.settings = settings;
        this.limits = limits;
        try {
            process = DecoderProcess.start(settings);
        } catch (IOException e) {
            // Tried again when it is needed.
            process = null;
        }
    }

    DecoderSettings settings() {
        return settings;
    }

    /**
     * @throws IllegalStateException if no process can be started here
     */
    @Override
    public VideoReader open(MediaSource source, String name) throws RejectedInput, IOException {
        ProcessReader reader = new ProcessReader(this, source, name, limits);
        reader.open();
        return reader;
    }

    /** A process that waits for requests. */
    DecoderProcess ready() throws InterruptedIOException {
        DecoderProcess last = process;
        if (last != null && (!last.isAlive() || last.wear().isWorn())) {
            last.close();
            process = null;
        }
        IOException failure = null;
        for (int i = 0; i < START_TRIES && !closed; i++) {
            try {
                return started();
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                failure = e;
            }
        }
        if (closed) {
            throw new InterruptedIOException("the decoder was closed");
        }
        throw new IllegalStateException(
                "no decoder's process can be started: " + failure.getMessage(), failure);
    }

    private DecoderProcess started() throws IOException {
        DecoderProcess starting = process != null ? process : DecoderProcess.start(settings);
        process = starting;
        try {
            starting.awaitReady();
            return starting;
        } catch (IOException e) {
            starting.close();
            process = null;
            throw e;
        } finally {
            if (closed) {
                starting.close();
            }
        }
    }

    /** The process's number, or -1; for tests that look at it from outside. */
    long pid() {
        DecoderProcess current = process;
        return current == null ? -1 : current.pid();
    }

    /** As {@link #pid}: how many pictures the process has given by common memory. */
    long sharedPictures() {
        DecoderProcess current = process;
        return current == null ? 0 : current.sharedPictures();
    }

    @Override
    public void close() {
        closed = true;
        DecoderProcess current = process;
        if (current != null) {
            current.close();
        }
    }
}

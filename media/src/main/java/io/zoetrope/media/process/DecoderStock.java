package io.zoetrope.media.process;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Slots that wait for a video, and those that have one. The one that was used last is used next,
 * and one that is soon free is waited for: a process is quick only once it has done the same a few
 * thousand times. Thread-safe.
 */
final class DecoderStock {
    private final DecoderSettings settings;
    private final ReaderLimits limits;
    private final int kept;
    private final long soonNanos;
    private final Deque<DecoderSlot> idle = new ArrayDeque<>();

    /** Since when. */
    private final Map<DecoderSlot, Long> busy = new HashMap<>();

    private boolean closed;

    /**
     * @param kept most slots that stay when they have nothing to do
     * @param soonMs so long a slot may be busy and is still waited for, and nobody waits longer;
     *     more than 0 only if each thread has one video open at a time
     */
    DecoderStock(DecoderSettings settings, ReaderLimits limits, int kept, long soonMs) {
        this.settings = settings;
        this.limits = limits;
        this.kept = kept;
        this.soonNanos = TimeUnit.MILLISECONDS.toNanos(soonMs);
    }

    /** Begins to start a process before it is needed. */
    synchronized void startAhead() {
        idle.push(new DecoderSlot(settings, limits));
    }

    /**
     * Opens a video in a slot of its own.
     *
     * @param afterwards runs once the reader is closed, or was not opened
     */
    VideoReader open(MediaSource source, String name, Runnable afterwards)
            throws RejectedInput, IOException {
        boolean opened = false;
        DecoderSlot slot = null;
        try {
            slot = take();
            DecoderSlot taken = slot;
            VideoReader reader = slot.open(source, name);
            opened = true;
            return new LentReader(
                    reader,
                    () -> {
                        giveBack(taken);
                        afterwards.run();
                    });
        } finally {
            if (!opened) {
                if (slot != null) {
                    giveBack(slot);
                }
                afterwards.run();
            }
        }
    }

    private synchronized DecoderSlot take() throws InterruptedIOException {
        awaitSoon();
        DecoderSlot slot = idle.isEmpty() ? new DecoderSlot(settings, limits) : idle.pop();
        busy.put(slot, System.nanoTime());
        if (closed) {
            slot.close();
        }
        return slot;
    }

    /** A slow video, and a process that starts, are not waited for once that is seen. */
    private synchronized void awaitSoon() throws InterruptedIOException {
        long beginNanos = System.nanoTime();
        while (!busy.isEmpty() && !closed) {
            long sinceNanos = Math.min(Collections.max(busy.values()), beginNanos);
            long leftNanos = sinceNanos + soonNanos - System.nanoTime();
            if (leftNanos <= 0) {
                return;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while a decoder is busy");
            }
        }
    }

    private synchronized void giveBack(DecoderSlot slot) {
        busy.remove(slot);
        notifyAll();
        if (idle.size() < kept) {
            idle.push(slot);
        } else {
            slot.close();
        }
    }

    /** Ends all processes, also those at work. */
    synchronized void close() {
        closed = true;
        notifyAll();
        idle.forEach(DecoderSlot::close);
        busy.keySet().forEach(DecoderSlot::close);
    }
}

package io.zoetrope.media.process;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Slots that wait for a video, and those that have one. Thread-safe. */
final class DecoderStock {
    private final DecoderSettings settings;
    private final ReaderLimits limits;
    private final int kept;
    private final Deque<DecoderSlot> idle = new ArrayDeque<>();
    private final Set<DecoderSlot> busy = new HashSet<>();
    private boolean closed;

    /**
     * @param kept most slots that stay when they have nothing to do
     */
    DecoderStock(DecoderSettings settings, ReaderLimits limits, int kept) {
        this.settings = settings;
        this.limits = limits;
        this.kept = kept;
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

    private synchronized DecoderSlot take() {
        DecoderSlot slot = idle.isEmpty() ? new DecoderSlot(settings, limits) : idle.pop();
        busy.add(slot);
        if (closed) {
            slot.close();
        }
        return slot;
    }

    private synchronized void giveBack(DecoderSlot slot) {
        busy.remove(slot);
        if (idle.size() < kept) {
            idle.push(slot);
        } else {
            slot.close();
        }
    }

    /** Ends all processes, also those at work. */
    synchronized void close() {
        closed = true;
        idle.forEach(DecoderSlot::close);
        busy.forEach(DecoderSlot::close);
    }
}

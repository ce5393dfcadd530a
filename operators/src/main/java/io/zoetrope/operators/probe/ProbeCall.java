package io.zoetrope.operators.probe;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.io.InterruptedIOException;

/** One try of one probe. It ends once: by its own end, or broken off from another thread. */
final class ProbeCall {
    private Thread thread;
    private MediaSource source;
    private boolean over;

    /** To be called by the thread that probes, before all else. */
    synchronized void begin() {
        thread = Thread.currentThread();
    }

    /** Notes what is to be closed if the try is broken off. */
    synchronized void opened(MediaSource newSource) throws IOException {
        if (over) {
            throw new InterruptedIOException("broken off");
        }
        source = newSource;
    }

    /** Returns whether this was the first end: only then does the result count. */
    synchronized boolean end() {
        boolean first = !over;
        over = true;
        thread = null;
        source = null;
        return first;
    }

    /**
     * Ends it from another thread: its source is closed and its thread interrupted.
     *
     * @return whether it had not ended before
     */
    synchronized boolean breakOff() {
        if (over) {
            return false;
        }
        over = true;
        if (source != null) {
            try {
                source.close();
            } catch (IOException e) {
                // It is given up: what closing it says changes nothing.
            }
        }
        if (thread != null) {
            thread.interrupt();
        }
        return true;
    }
}

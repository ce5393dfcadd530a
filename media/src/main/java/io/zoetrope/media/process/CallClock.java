package io.zoetrope.media.process;

import java.time.Duration;

/**
 * Counts how long a caller waits for the decoder's process in one request: not the time in which
 * the process waits for the caller, who may be held up by a store or by what takes the pictures.
 */
final class CallClock {
    /** What a look at the clock says. */
    enum State {
        FINE,
        LATE,
        /** The thread that waits was interrupted, and cannot be woken otherwise. */
        INTERRUPTED
    }

    private long leftNanos;
    private long sinceNanos;
    private Thread waiting;

    synchronized void begin(Duration time) {
        leftNanos = time.toNanos();
    }

    /** The calling thread waits from now on. */
    synchronized void enter() {
        sinceNanos = System.nanoTime();
        waiting = Thread.currentThread();
    }

    synchronized void leave() {
        leftNanos -= System.nanoTime() - sinceNanos;
        waiting = null;
    }

    synchronized State look() {
        if (waiting == null) {
            return State.FINE;
        }
        if (waiting.isInterrupted()) {
            return State.INTERRUPTED;
        }
        return System.nanoTime() - sinceNanos > leftNanos ? State.LATE : State.FINE;
    }
}

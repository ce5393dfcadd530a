package io.zoetrope.media.process.child;

/**
 * How much of a source to ask for at a time. Reading goes in runs: on from a place, until a leap to
 * another. A pass from key frame to key frame has many short runs of one length, a pass over every
 * frame one without end; so a run is taken to be as long as the ones before it, and what goes on
 * past that is asked for in growing steps. For one thread.
 */
final class ReadAhead {
    static final int STEP_BYTES = 64 << 10;

    /** A run that has come so far and outgrown the last ones is asked for in advance. */
    private static final long LONG_RUN_BYTES = 256 << 10;

    /** Reads of fewer bytes are looks at a header: they say nothing of how reading goes on. */
    private static final int SMALL_READ_BYTES = 16 << 10;

    private static final int LEAST_BYTES = 4 << 10;

    private final int mostBytes;
    private long runStart;
    private long runEnd;
    private long lastRun;
    private long runBeforeLast;

    ReadAhead(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * @param wanted bytes that the reader takes at once
     * @return how many to ask for, from a position that is not at hand
     */
    int ask(long position, int wanted) {
        if (position != runEnd && wanted < SMALL_READ_BYTES) {
            return Math.max(wanted, LEAST_BYTES);
        }
        if (position != runEnd) {
            long expected = Math.max(usual(), runEnd - runStart);
            return clamp(Math.max(expected, wanted));
        }
        return clamp(Math.max(onward(position), wanted));
    }

    /**
     * @param end behind what is at hand or on its way
     * @return whether to ask for what follows before it is wanted
     */
    boolean wantsMore(long end) {
        long run = runEnd - runStart;
        if (run < SMALL_READ_BYTES) {
            return false;
        }
        long expected = runStart + usual();
        return end < expected || run >= LONG_RUN_BYTES && run >= 2 * usual();
    }

    /** How many to ask for behind what is at hand or on its way. */
    int askMore(long end) {
        return clamp(onward(end));
    }

    private long onward(long position) {
        long left = runStart + usual() - position;
        return left > 0 ? left : (position - runStart) / 2;
    }

    void consumed(long position, int count) {
        if (position < runStart || position > runEnd + STEP_BYTES) {
            endRun();
            runStart = position;
            runEnd = position;
        }
        runEnd = Math.max(runEnd, position + count);
    }

    private void endRun() {
        long run = runEnd - runStart;
        if (run >= SMALL_READ_BYTES) {
            runBeforeLast = lastRun;
            lastRun = run;
        }
    }

    private long usual() {
        return Math.max(lastRun, runBeforeLast);
    }

    private int clamp(long bytes) {
        long steps = (bytes + STEP_BYTES - 1) / STEP_BYTES * STEP_BYTES;
        return (int) Math.min(mostBytes, Math.max(STEP_BYTES, steps));
    }
}

package io.zoetrope.operators.dispatch.line;

/** How long a video waits after its segments could not be read. */
final class Backoff {
    private static final long FIRST_MS = 1_000;
    private static final long LONGEST_MS = 300_000;
    private static final int MAX_DOUBLINGS = 16;

    /**
     * @param failures in a row, from 1
     */
    long afterMs(int failures) {
        return Math.min(FIRST_MS << Math.min(failures - 1, MAX_DOUBLINGS), LONGEST_MS);
    }
}

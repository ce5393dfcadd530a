package io.zoetrope.operators.playback;

/**
 * One line of a media playlist.
 *
 * @param index of the segment
 * @param startUs media time
 * @param endUs media time at which the next one begins
 * @param bytes of its file
 * @param head of which segment the initialization segment goes with it; 0 for the usual one
 */
record ListedSegment(int index, long startUs, long endUs, long bytes, int head) {
    /** With the usual initialization segment. */
    ListedSegment(int index, long startUs, long endUs, long bytes) {
        this(index, startUs, endUs, bytes, 0);
    }

    long durationUs() {
        return endUs - startUs;
    }
}

package io.zoetrope.operators.playback;

/**
 * One line of a media playlist.
 *
 * @param index of the segment
 * @param startUs media time
 * @param endUs media time at which the next one begins
 * @param bytes of its file
 * @param head of which segment the initialization segment goes with it; 0 for the usual one
 * @param keyBytes of its file up to the end of its key frame; 0 if it begins with none
 */
record ListedSegment(int index, long startUs, long endUs, long bytes, int head, long keyBytes) {
    /** With the usual initialization segment, and no key frame to be seen alone. */
    ListedSegment(int index, long startUs, long endUs, long bytes) {
        this(index, startUs, endUs, bytes, 0, 0);
    }

    /** The same, followed by another one. */
    ListedSegment until(long nextUs) {
        return new ListedSegment(index, startUs, nextUs, bytes, head, keyBytes);
    }

    long durationUs() {
        return endUs - startUs;
    }
}

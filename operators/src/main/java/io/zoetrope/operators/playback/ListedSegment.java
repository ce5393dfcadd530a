package io.zoetrope.operators.playback;

/**
 * One line of a media playlist.
 *
 * @param index of the segment
 * @param startUs media time
 * @param endUs media time at which the next one begins
 * @param bytes of its file
 */
record ListedSegment(int index, long startUs, long endUs, long bytes) {
    long durationUs() {
        return endUs - startUs;
    }
}

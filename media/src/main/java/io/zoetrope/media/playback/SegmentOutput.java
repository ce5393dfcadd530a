package io.zoetrope.media.playback;

/**
 * Takes the files that one request makes, on the thread that reads, one after the other: the pieces
 * of a file come in a row.
 */
public interface SegmentOutput {
    /** Most bytes of one piece. */
    int MOST_BYTES = 512 << 10;

    /**
     * A piece of a file.
     *
     * @param track which of the report's tracks it is of
     * @param head whether the file is the initialization segment of the track, or media
     * @param bytes from 0 to {@code length}; used again after the call
     */
    void piece(int track, boolean head, byte[] bytes, int length);
}

package io.zoetrope.media.ffmpeg.encode;

import io.zoetrope.media.playback.SegmentOutput;

/** Hands the bytes of one file over in pieces. For one thread. */
public final class PieceWriter {
    private final SegmentOutput output;
    private final byte[] piece = new byte[SegmentOutput.MOST_BYTES];
    private int track;
    private boolean head;
    private int length;
    private long written;

    public PieceWriter(SegmentOutput output) {
        this.output = output;
    }

    /** What follows is of this file. */
    public void begin(int ofTrack, boolean isHead) {
        track = ofTrack;
        head = isHead;
        written = 0;
    }

    public void write(byte[] bytes) {
        int done = 0;
        while (done < bytes.length) {
            int count = Math.min(bytes.length - done, piece.length - length);
            System.arraycopy(bytes, done, piece, length, count);
            done += count;
            wrote(count);
        }
    }

    private void wrote(int count) {
        length += count;
        written += count;
        if (length == piece.length) {
            flush();
        }
    }

    /** Bytes of the file so far. */
    long written() {
        return written;
    }

    /**
     * The file is whole.
     *
     * @return its bytes
     */
    public long end() {
        flush();
        return written;
    }

    private void flush() {
        if (length > 0) {
            output.piece(track, head, piece, length);
            length = 0;
        }
    }
}

package io.zoetrope.media.process;

import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import java.io.IOException;

/** Takes the pieces of one segment's files: none that is too large, nor more than a bound. */
final class PieceTaker implements Taker {
    /** Of all files of one segment. */
    private static final long MOST_BYTES = 1L << 30;

    private final SegmentOutput output;
    private final byte[] piece = new byte[SegmentOutput.MOST_BYTES];
    private long left = MOST_BYTES;

    PieceTaker(SegmentOutput output) {
        this.output = output;
    }

    @Override
    public Runnable take(Kind kind, MessageInput in) throws IOException {
        ProtocolViolation.require(kind == Kind.PIECE, kind + " unasked");
        int track = in.readInt();
        boolean head = in.readBoolean();
        int length = in.remaining();
        ProtocolViolation.require(
                track >= 0 && track < SegmentReport.MOST_TRACKS, "a piece of track " + track);
        ProtocolViolation.require(length <= piece.length, "a piece of " + length + " bytes");
        left -= length;
        ProtocolViolation.require(left >= 0, "a segment without end");
        in.readBytes(piece, length);
        return () -> output.piece(track, head, piece, length);
    }
}

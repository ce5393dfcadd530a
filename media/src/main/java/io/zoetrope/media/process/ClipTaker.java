package io.zoetrope.media.process;

import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.process.protocol.ClipFormat;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import java.io.IOException;

/** Takes the pieces of one clip's file: no more than it may have, and as many as is said. */
final class ClipTaker implements Taker {
    private final ClipRequest request;
    private final ClipOutput output;
    private final byte[] piece = new byte[ClipOutput.MOST_BYTES];
    private long taken;

    ClipTaker(ClipRequest request, ClipOutput output) {
        this.request = request;
        this.output = output;
    }

    @Override
    public Runnable take(Kind kind, MessageInput in) throws IOException {
        ProtocolViolation.require(kind == Kind.CLIP_PIECE, kind + " unasked");
        int length = in.remaining();
        taken += length;
        ProtocolViolation.require(taken <= request.mostBytes(), "a clip without end");
        in.readBytes(piece, length);
        return () -> output.piece(piece, length);
    }

    /**
     * Reads the report out of the message whose head was read.
     *
     * @throws ProtocolViolation if it does not tell of what was taken
     */
    ClipReport report(MessageInput in) throws IOException {
        ClipReport report = ClipFormat.report(in);
        ProtocolViolation.require(
                taken > 0 && report.bytes() == taken,
                report.bytes() + " bytes of a clip, of which " + taken + " came");
        return report;
    }
}

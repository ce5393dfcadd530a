package io.zoetrope.media.process;

import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.OutputFormat;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import java.io.IOException;

/**
 * Takes the frames and the sound of one pass: none that the request cannot have, nor more than it
 * can have. For one thread.
 */
final class OutputTaker implements Taker {
    private static final long MOST_FRAMES = 5_000_000;

    private final ReadRequest request;
    private final PassOutput output;
    private long left;
    private long lastUs = Long.MIN_VALUE;
    private long heardTo;

    OutputTaker(ReadRequest request, PassOutput output) {
        this.request = request;
        this.output = output;
        left = most(request);
        heardTo = SoundPiece.firstAt(request.startUs());
    }

    private static long most(ReadRequest request) {
        long most = 0;
        for (Sampling sampling : request.samplings()) {
            boolean bounded = sampling.intervalUs() > 0 && request.endUs() != Long.MAX_VALUE;
            long rangeUs = request.endUs() - request.startUs();
            most += bounded ? rangeUs / sampling.intervalUs() + 2 : MOST_FRAMES;
        }
        return Math.min(most, MOST_FRAMES);
    }

    @Override
    public Runnable take(Kind kind, MessageInput in) throws IOException {
        if (kind == Kind.FRAME) {
            SampledFrame frame = readFrame(in);
            return () -> output.frame(frame);
        }
        ProtocolViolation.require(kind == Kind.SOUND, kind + " unasked");
        SoundPiece piece = readSound(in);
        return () -> output.sound(piece);
    }

    /** Reads a frame out of the message whose head was read. */
    private SampledFrame readFrame(MessageInput in) throws IOException {
        SampledFrame frame = OutputFormat.frame(in, request);
        boolean inRange = frame.ptsUs() >= request.startUs() && frame.ptsUs() < request.endUs();
        ProtocolViolation.require(inRange, "a frame outside of the range");
        ProtocolViolation.require(frame.ptsUs() > lastUs, "a frame that goes back");
        ProtocolViolation.require(left-- > 0, "more frames than the range has room for");
        lastUs = frame.ptsUs();
        return frame;
    }

    /** Reads a piece of sound out of the message whose head was read. */
    private SoundPiece readSound(MessageInput in) throws IOException {
        SoundPiece piece = OutputFormat.piece(in);
        ProtocolViolation.require(request.sound().wanted(), "sound unasked");
        ProtocolViolation.require(piece.first() >= heardTo, "sound that goes back");
        ProtocolViolation.require(piece.end() <= mostSample(), "sound outside of the range");
        heardTo = piece.end();
        return piece;
    }

    private long mostSample() {
        long endUs = request.endUs();
        return endUs == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : SoundPiece.firstAt(endUs + request.sound().tailUs());
    }
}

package io.zoetrope.media.process;

import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Takes the frames of one pass: none that the request cannot have, nor more than it can have. For
 * one thread.
 */
final class PictureTaker {
    private static final long MOST_FRAMES = 5_000_000;

    private final ReadRequest request;
    private final Consumer<SampledFrame> frames;
    private long left;
    private long lastUs = Long.MIN_VALUE;

    PictureTaker(ReadRequest request, Consumer<SampledFrame> frames) {
        this.request = request;
        this.frames = frames;
        left = most(request);
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

    /** Reads a frame out of the message whose head was read. */
    SampledFrame read(MessageInput in) throws IOException {
        SampledFrame frame = Protocol.frame(in, request);
        boolean inRange = frame.ptsUs() >= request.startUs() && frame.ptsUs() < request.endUs();
        ProtocolViolation.require(inRange, "a frame outside of the range");
        ProtocolViolation.require(frame.ptsUs() > lastUs, "a frame that goes back");
        ProtocolViolation.require(left-- > 0, "more frames than the range has room for");
        lastUs = frame.ptsUs();
        return frame;
    }

    void hand(SampledFrame frame) {
        frames.accept(frame);
    }
}

package io.zoetrope.media.process.protocol;

import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.playback.SegmentRequest;
import java.io.IOException;

/** What a parent asks of its decoder. */
public sealed interface Command {
    /**
     * @param size of the source in bytes, or -1
     */
    record Open(String name, long size, ReaderLimits limits) implements Command {}

    record KeyFrames() implements Command {}

    record Read(ReadRequest request) implements Command {}

    record Segment(SegmentRequest request) implements Command {}

    record Clip(ClipRequest request) implements Command {}

    record Close() implements Command {}

    default void send(MessageOutput out) throws IOException {
        if (this instanceof Open open) {
            out.begin(Kind.OPEN).putText(open.name()).putLong(open.size());
            RequestFormat.put(out, open.limits());
        } else if (this instanceof Read read) {
            RequestFormat.put(out.begin(Kind.READ), read.request());
        } else if (this instanceof Segment segment) {
            SegmentFormat.put(out.begin(Kind.SEGMENT), segment.request());
        } else if (this instanceof Clip clip) {
            ClipFormat.put(out.begin(Kind.CLIP), clip.request());
        } else {
            out.begin(this instanceof KeyFrames ? Kind.KEY_FRAMES : Kind.CLOSE);
        }
        out.send();
    }

    /**
     * @param kind the message's head, which was read already
     */
    static Command read(Kind kind, MessageInput in) throws IOException {
        Command command =
                switch (kind) {
                    case OPEN -> new Open(in.readText(), in.readLong(), RequestFormat.limits(in));
                    case KEY_FRAMES -> new KeyFrames();
                    case READ -> new Read(RequestFormat.request(in));
                    case SEGMENT -> new Segment(SegmentFormat.request(in));
                    case CLIP -> new Clip(ClipFormat.request(in));
                    case CLOSE -> new Close();
                    default -> throw new ProtocolViolation("a parent's message " + kind);
                };
        in.end();
        return command;
    }
}

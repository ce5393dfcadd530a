package io.zoetrope.media.process.child;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.process.protocol.ClipFormat;
import io.zoetrope.media.process.protocol.Command;
import io.zoetrope.media.process.protocol.ExitCode;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageOutput;
import io.zoetrope.media.process.protocol.OutputFormat;
import io.zoetrope.media.process.protocol.Protocol;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import io.zoetrope.media.process.protocol.SegmentFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Does what the parent asks, one command after the other. For one thread. */
final class DecoderServer {
    private final ReaderOpener opener;
    private final ParentLine parent;
    private final MessageOutput out;
    private VideoReader reader;

    DecoderServer(ReaderOpener opener, ParentLine parent, MessageOutput out) {
        this.opener = opener;
        this.parent = parent;
        this.out = out;
    }

    /** Never returns: a process that lost its thread would hold its parent up. */
    void run() {
        try {
            warmUp();
            Protocol.hello(out);
            while (true) {
                serve(parent.take());
            }
        } catch (Throwable e) {
            ExitCode.fail(e);
        } finally {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    /** Opens no video, and on the way loads all that needs files: none may be opened later. */
    private void warmUp() throws IOException {
        ClassWarmUp.run();
        try (VideoReader none = opener.open(new OneByte(), "warm-up", ReaderLimits.DEFAULT)) {
            throw new IllegalStateException("one byte was taken for a video by " + none);
        } catch (RejectedInput expected) {
            // As it should be.
        }
    }

    private void serve(Command command) throws IOException {
        try {
            answer(command);
        } catch (RejectedInput e) {
            Protocol.put(out.begin(Kind.REJECTED), e);
        } catch (ProtocolViolation e) {
            throw e;
        } catch (IOException e) {
            // Of the source: the parent knows what it was.
            out.begin(Kind.SOURCE_FAILED);
        }
        out.send();
    }

    private void answer(Command command) throws RejectedInput, IOException {
        if (command instanceof Command.Open open) {
            open(open);
        } else if (command instanceof Command.Close) {
            close();
            out.begin(Kind.CLOSED);
        } else {
            ProtocolViolation.require(reader != null, "a command without a video");
            if (command instanceof Command.Read read) {
                read(read);
            } else if (command instanceof Command.Segment segment) {
                segment(segment.request());
            } else if (command instanceof Command.Clip clip) {
                clip(clip.request());
            } else {
                // Before the answer begins: finding them sends questions.
                KeyFrameIndex index = reader.keyFrames();
                Protocol.put(out.begin(Kind.KEYS), index, reader.info());
            }
        }
    }

    private void open(Command.Open open) throws RejectedInput, IOException {
        close();
        PipedSource source = new PipedSource(open.size(), this::ask);
        parent.feed(source);
        reader = opener.open(source, open.name(), open.limits());
        Protocol.put(out.begin(Kind.OPENED), reader.info());
    }

    private void read(Command.Read read) throws RejectedInput, IOException {
        ReadReport report = reader.read(read.request(), new Sender(read.request()));
        Protocol.put(out.begin(Kind.REPORT), report);
    }

    private void segment(SegmentRequest request) throws RejectedInput, IOException {
        SegmentReport report =
                reader.segment(
                        request,
                        (track, head, bytes, length) -> {
                            out.begin(Kind.PIECE).putInt(track).putBoolean(head);
                            out.room(length).put(bytes, 0, length);
                            send();
                        });
        SegmentFormat.put(out.begin(Kind.SEGMENT_REPORT), report);
    }

    private void clip(ClipRequest request) throws RejectedInput, IOException {
        ClipReport report =
                reader.clip(
                        request,
                        (bytes, length) -> {
                            out.begin(Kind.CLIP_PIECE).room(length).put(bytes, 0, length);
                            send();
                        });
        ClipFormat.put(out.begin(Kind.CLIP_REPORT), report);
    }

    private void send() {
        try {
            out.send();
        } catch (IOException e) {
            throw new UncheckedIOException("the parent takes nothing", e);
        }
    }

    /** Sends what a pass gives as it comes. */
    private final class Sender implements PassOutput {
        private final ReadRequest request;

        private Sender(ReadRequest request) {
            this.request = request;
        }

        @Override
        public void frame(SampledFrame frame) {
            OutputFormat.put(out.begin(Kind.FRAME), frame, request);
            send();
        }

        @Override
        public void sound(SoundPiece piece) {
            OutputFormat.put(out.begin(Kind.SOUND), piece);
            send();
        }
    }

    private void ask(long position, int bytes) throws IOException {
        out.begin(Kind.NEED).putLong(position).putInt(bytes).send();
    }

    private void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    /** No video. */
    private static final class OneByte implements MediaSource {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public String version() {
            return "";
        }

        @Override
        public int read(long position, ByteBuffer into) {
            if (position > 0) {
                return -1;
            }
            into.put((byte) 0);
            return 1;
        }

        @Override
        public void close() {}
    }
}

package io.zoetrope.media.process;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.process.child.DecoderMain;
import io.zoetrope.testing.process.Misbehaviour;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A decoder's process that does what the name of the video says: {@code crash-3.mp4} crashes when
 * it has handed over three frames.
 */
public final class MisbehavingChild {
    static final ChildProgram PROGRAM =
            new ChildProgram(
                    MisbehavingChild.class.getName(),
                    List.of(
                            DecoderClassPath.codeSource(MisbehavingChild.class),
                            DecoderClassPath.codeSource(Misbehaviour.class)));

    static final long NAP_NANOS = 2_500_000_000L;

    private static final int BURNT_ROUNDS = 300_000_000;

    private MisbehavingChild() {}

    public static void main(String[] args) throws Exception {
        Misbehaviour.prepare();
        DecoderMain.serve(MisbehavingChild::open);
    }

    private static VideoReader open(MediaSource source, String name, ReaderLimits limits)
            throws RejectedInput, IOException {
        if (name.equals("warm-up")) {
            // What the test needs for its tries is loaded before none of it can be.
            reached();
        }
        if (name.startsWith("open-")) {
            misbehave(name.substring("open-".length()).replaceAll("\\..*", ""));
        }
        if (name.contains("drowsy")) {
            nap();
        }
        return new Misbehaving(FfmpegVideoReader.open(source, name, limits), name);
    }

    private static void misbehave(String how) throws RejectedInput {
        switch (how) {
            case "crash" -> Misbehaviour.crash();
            case "spin" -> Misbehaviour.spin();
            case "nap" -> nap();
            case "burn" -> burn();
            case "balloon" -> Misbehaviour.balloon();
            case "heap" -> {
                List<byte[]> held = new ArrayList<>();
                while (true) {
                    held.add(new byte[1 << 20]);
                }
            }
            case "exit" -> System.exit(0);
            case "throw" -> throw new IllegalStateException("a defect");
            case "print" -> System.out.println("not a message");
            case "reach" -> throw new RejectedInput(Reason.FORBIDDEN_URI, reached());
            default -> throw new IllegalArgumentException(how);
        }
    }

    /** A part of a second of processor time, however long that takes. */
    private static void burn() {
        long number = 1;
        for (int i = 0; i < BURNT_ROUNDS; i++) {
            number ^= number << 13;
            number ^= number >>> 7;
            number ^= number << 17;
        }
        if (number == 0) {
            throw new IllegalStateException("no number leads to it");
        }
    }

    private static void nap() {
        long end = System.nanoTime() + NAP_NANOS;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /** What of the outside world can be got at. */
    private static String reached() {
        List<String> reached = new ArrayList<>();
        try {
            Files.readAllBytes(Path.of("/etc/hostname"));
            reached.add("file");
        } catch (IOException e) {
            // As it should be.
        }
        try (ServerSocket socket = new ServerSocket(0)) {
            reached.add("socket");
        } catch (IOException e) {
            // As it should be.
        }
        reached.add("environment " + System.getenv().keySet());
        return reached.toString();
    }

    private record Misbehaving(VideoReader reader, String name) implements VideoReader {
        @Override
        public MediaInfo info() {
            return reader.info();
        }

        @Override
        public KeyFrameIndex keyFrames() throws RejectedInput, IOException {
            return reader.keyFrames();
        }

        @Override
        public ClipReport clip(ClipRequest request, ClipOutput output)
                throws RejectedInput, IOException {
            if (!name.startsWith("lie-")) {
                return reader.clip(request, output);
            }
            output.piece(new byte[3], 3);
            if (name.equals("lie-much.mp4")) {
                output.piece(new byte[3], 3);
            }
            return new ClipReport(name.equals("lie-bytes.mp4") ? 4 : 3, 1, 1);
        }

        @Override
        public SegmentReport segment(SegmentRequest request, SegmentOutput output)
                throws RejectedInput, IOException {
            byte[] bytes = new byte[3];
            if (!name.startsWith("lie-")) {
                return reader.segment(request, output);
            }
            output.piece(0, true, bytes, 3);
            output.piece(0, false, bytes, 3);
            switch (name) {
                case "lie-track.mp4" -> output.piece(5, false, bytes, 3);
                case "lie-unsaid.mp4" -> output.piece(1, false, bytes, 3);
                default -> {}
            }
            return new SegmentReport(true, lies());
        }

        private List<MadeTrack> lies() {
            return switch (name) {
                case "lie-count.mp4" -> List.of();
                case "lie-head.mp4" ->
                        List.of(
                                said(MadeTrack.COPIED, 0, 1_000, 3),
                                said(MadeTrack.SOUND, 0, 0, 0));
                case "lie-name.mp4" -> List.of(said("720p", 0, 1_000, 3));
                case "lie-bytes.mp4" -> List.of(said(MadeTrack.COPIED, 0, 1_000, 4));
                case "lie-times.mp4" ->
                        List.of(said(MadeTrack.COPIED, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2, 3));
                default -> List.of(said(MadeTrack.COPIED, 0, 1_000, 3));
            };
        }

        private static MadeTrack said(String name, long start, long end, long bytes) {
            return new MadeTrack(
                    name,
                    "avc1.640028",
                    640,
                    360,
                    Rational.UNKNOWN,
                    1_000,
                    start,
                    end,
                    bytes,
                    true);
        }

        @Override
        public ReadReport read(ReadRequest request, PassOutput output)
                throws RejectedInput, IOException {
            String[] words = name.split("[-.]");
            int[] count = {0};
            return reader.read(
                    request,
                    frame -> {
                        output.frame(frame);
                        if (words.length > 2 && ++count[0] == Integer.parseInt(words[1])) {
                            try {
                                misbehave(words[0]);
                            } catch (RejectedInput e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    });
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}

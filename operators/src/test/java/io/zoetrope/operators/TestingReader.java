package io.zoetrope.operators;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.Losses;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A store with one video of one frame a second, which fails as a test says. Its state is static,
 * because functions are copied before they run: one test at a time.
 */
public final class TestingReader {
    /** What the next calls of open throw, in order; a null opens. */
    public static final Deque<Exception> ON_OPEN = new ArrayDeque<>();

    /** After how many frames the next passes break as {@link #breaksWith} says; -1 not at all. */
    public static final Deque<Integer> BREAKS = new ArrayDeque<>();

    /** What they break with, if not with a lost connection. */
    public static IOException breaksWith;

    /** Why the next segment for playback cannot be made; null if it can. */
    public static RejectedInput refuses;

    /** What the video's passes report. */
    public static Problem problem;

    public static String version = "v1";

    /** What its text tracks say; only asked for alone. */
    public static List<CaptionLine> captions = List.of();

    /** Names of those that the last pass was asked for pictures by. */
    public static List<String> asked = List.of();

    public static int opened;
    public static int closed;

    private TestingReader() {}

    /** Forgets what earlier tests did. */
    public static void reset() {
        ON_OPEN.clear();
        BREAKS.clear();
        problem = null;
        breaksWith = null;
        refuses = null;
        version = "v1";
        captions = List.of();
        opened = 0;
        closed = 0;
    }

    public static VideoAccess access() {
        return new VideoAccess(TestingReader::source, new Readers());
    }

    /** Opens the video for any step. */
    private record Readers() implements VideoReaderFactory, VideoReaders {
        @Override
        public VideoReaders decoding() {
            return this;
        }

        @Override
        public VideoReaders probing() {
            return this;
        }

        @Override
        public VideoReader open(MediaSource source, String name) {
            return new Reader();
        }

        @Override
        public void close() {}
    }

    private static MediaSource source(String uri) throws RejectedInput, IOException {
        Exception failure = ON_OPEN.poll();
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RejectedInput e) {
            throw e;
        }
        opened++;
        return new Source();
    }

    private static FramePicture black(PictureSampling asked) {
        FrameShape shape = asked.shape();
        byte[] rgb = new byte[shape.bytes()];
        return FramePicture.of(List.of(asked.name()), shape.width(), shape.height(), rgb);
    }

    private record Source() implements MediaSource {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public String version() {
            return version;
        }

        @Override
        public int read(long position, ByteBuffer into) {
            return -1;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private record Reader() implements VideoReader {
        @Override
        public MediaInfo info() {
            return TestingVideos.MEDIA;
        }

        /** Jobs make none. */
        @Override
        public ClipReport clip(ClipRequest request, ClipOutput output) {
            throw new UnsupportedOperationException();
        }

        @Override
        public KeyFrameIndex keyFrames() {
            return new KeyFrameIndex(new long[] {0, 10_000_000}, new long[0]);
        }

        @Override
        public ReadReport read(ReadRequest request, PassOutput output) throws IOException {
            asked = request.pictures().stream().map(PictureSampling::name).toList();
            int breaksAfter = BREAKS.isEmpty() ? -1 : BREAKS.poll();
            long endUs = Math.min(request.endUs(), TestingVideos.MEDIA.durationUs());
            int count = 0;
            if (request.captionsAlone() && breaksAfter < 0) {
                return new ReadReport(0, request.startUs(), false, null)
                        .withCaptions(captions, Losses.NONE);
            }
            for (long us = request.startUs(); us < endUs; us += 1_000_000) {
                if (count++ == breaksAfter) {
                    throw breaksWith != null ? breaksWith : new IOException("connection reset");
                }
                List<FramePicture> pictures =
                        request.pictures().stream().map(TestingReader::black).toList();
                output.frame(new SampledFrame(us, false, pictures, new byte[] {1}));
            }
            boolean ended = endUs == TestingVideos.MEDIA.durationUs();
            FrameSignatures first =
                    new FrameSignatures(
                            new long[] {request.startUs()}, new byte[FrameSignatures.BYTES]);
            return new ReadReport(count, endUs, ended, problem, first);
        }

        /** A byte of pictures for each segment, and one of sound. */
        @Override
        public SegmentReport segment(SegmentRequest request, SegmentOutput output)
                throws RejectedInput, IOException {
            if (refuses != null) {
                RejectedInput why = refuses;
                refuses = null;
                throw why;
            }
            if (!BREAKS.isEmpty()) {
                BREAKS.poll();
                throw breaksWith != null ? breaksWith : new IOException("connection reset");
            }
            long endUs = Math.min(request.endUs(), TestingVideos.MEDIA.durationUs());
            for (int track = 0; track < 2; track++) {
                if (request.index() == 0) {
                    output.piece(track, true, new byte[] {(byte) track}, 1);
                }
                output.piece(track, false, new byte[] {(byte) request.index()}, 1);
            }
            return new SegmentReport(
                    endUs == TestingVideos.MEDIA.durationUs(),
                    List.of(
                            made(MadeTrack.COPIED, request.startUs(), endUs),
                            made(MadeTrack.SOUND, request.startUs(), endUs)));
        }

        private static MadeTrack made(String name, long startUs, long endUs) {
            return new MadeTrack(
                    name,
                    "avc1.640028",
                    1920,
                    1080,
                    new Rational(25, 1),
                    1_000_000,
                    startUs,
                    endUs,
                    1,
                    true);
        }

        @Override
        public void close() {}
    }
}

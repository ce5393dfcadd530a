package io.zoetrope.jobs;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.VideoReaderFactory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;

/**
 * Stores of videos that a test describes, without any bytes: one black frame and one key frame a
 * second. What it holds is static, because functions are copied before they run: one job at a time.
 */
public final class TestingStore {
    private static final long SECOND_US = 1_000_000;

    /** What happens before a segment is read: it may block, or throw. */
    interface Rule {
        /**
         * @param atSecond where the segment begins
         */
        void read(String uri, long atSecond) throws IOException, RejectedInput;
    }

    private record Video(int seconds, String version) {}

    private static final Map<String, Video> VIDEOS = new ConcurrentHashMap<>();
    private static final List<String> READ = new CopyOnWriteArrayList<>();
    private static volatile Rule rule;
    private static volatile Rule packaging;

    private TestingStore() {}

    /** Forgets what earlier tests did. */
    public static void reset() {
        VIDEOS.clear();
        READ.clear();
        rule = (uri, atSecond) -> {};
        packaging = rule;
    }

    public static void put(String uri, int seconds) {
        put(uri, seconds, "v1");
    }

    public static void put(String uri, int seconds, String version) {
        VIDEOS.put(uri, new Video(seconds, version));
    }

    static void onRead(Rule newRule) {
        rule = newRule;
    }

    /** What happens before a segment is prepared for playback. */
    static void onPackage(Rule newRule) {
        packaging = newRule;
    }

    /** Each segment that is read takes a permit first. */
    public static Semaphore gate() {
        Semaphore permits = new Semaphore(0);
        onRead(
                (uri, atSecond) -> {
                    try {
                        permits.acquire();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new InterruptedIOException("the job ends");
                    }
                });
        return permits;
    }

    /** Segments that were read to their end, in order: the uri, and the second it begins at. */
    public static List<String> read() {
        return List.copyOf(READ);
    }

    public static VideoAccess access() {
        return new VideoAccess(TestingStore::open, new Readers());
    }

    private static MediaSource open(String uri) throws RejectedInput {
        Video video = VIDEOS.get(uri);
        if (video == null) {
            throw new RejectedInput(Reason.NOT_FOUND, "'" + uri + "' is not there.");
        }
        return new Source(uri, video);
    }

    private record Source(String uri, Video video) implements MediaSource {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public String version() {
            return video.version;
        }

        @Override
        public int read(long position, ByteBuffer into) {
            return -1;
        }

        @Override
        public void close() {}
    }

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
            return new Reader((Source) source);
        }

        @Override
        public void close() {}
    }

    private record Reader(Source source) implements VideoReader {
        @Override
        public MediaInfo info() {
            return new MediaInfo(
                    0, durationUs(), 1920, 1080, 0, new Rational(1, 1), "mp4", "h264", "", 1);
        }

        /** Jobs make none. */
        @Override
        public ClipReport clip(ClipRequest request, ClipOutput output) {
            throw new UnsupportedOperationException();
        }

        @Override
        public KeyFrameIndex keyFrames() {
            long[] seconds =
                    LongStream.range(0, source.video.seconds).map(s -> s * SECOND_US).toArray();
            return new KeyFrameIndex(seconds, new long[0]);
        }

        @Override
        public ReadReport read(ReadRequest request, PassOutput output)
                throws RejectedInput, IOException {
            long atSecond = request.startUs() / SECOND_US;
            rule.read(source.uri, atSecond);
            long endUs = Math.min(request.endUs(), durationUs());
            int count = 0;
            for (long us = request.startUs(); us < endUs; us += SECOND_US) {
                List<FramePicture> pictures =
                        request.pictures().stream().map(Reader::black).toList();
                output.frame(new SampledFrame(us, false, pictures, new byte[] {1}));
                count++;
            }
            READ.add(source.uri + "@" + atSecond);
            boolean ended = endUs >= durationUs();
            return new ReadReport(count, endUs, ended, null);
        }

        @Override
        public SegmentReport segment(SegmentRequest request, SegmentOutput output)
                throws RejectedInput, IOException {
            packaging.read(source.uri, request.startUs() / SECOND_US);
            long endUs = Math.min(request.endUs(), durationUs());
            if (request.index() == 0) {
                output.piece(0, true, new byte[] {0}, 1);
            }
            output.piece(0, false, new byte[] {1}, 1);
            MadeTrack made =
                    new MadeTrack(
                            MadeTrack.COPIED,
                            "avc1.640028",
                            1920,
                            1080,
                            new Rational(1, 1),
                            (int) SECOND_US,
                            request.startUs(),
                            endUs,
                            1,
                            true);
            return new SegmentReport(endUs >= durationUs(), List.of(made));
        }

        private long durationUs() {
            return source.video.seconds * SECOND_US;
        }

        private static FramePicture black(PictureSampling asked) {
            FrameShape shape = asked.shape();
            byte[] rgb = new byte[shape.bytes()];
            return FramePicture.of(List.of(asked.name()), shape.width(), shape.height(), rgb);
        }

        @Override
        public void close() {}
    }
}

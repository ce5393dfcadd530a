package io.zoetrope.media.ffmpeg.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.JoinedTracks;
import io.zoetrope.media.ffmpeg.FfmpegReaders;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** What a reader made of a video's stretches, and how it looks when it is decoded. */
public final class MadeSegments {
    public static final long OFFSET_US = MadeTrack.OFFSET_SECONDS * 1_000_000L;
    private static final int SIDE = 64;

    /** By track, then by segment; -1 is the initialization segment. */
    private final TreeMap<Integer, TreeMap<Integer, ByteArrayOutputStream>> files = new TreeMap<>();

    /** Initialization segments of segments that are coded unlike the first. */
    final TreeMap<Integer, ByteArrayOutputStream> ownHeads = new TreeMap<>();

    final TreeMap<Integer, SegmentReport> reports = new TreeMap<>();

    /** Frames by media time, with the number that is drawn in each. */
    public record Seen(List<Long> timesUs, List<Integer> numbers) {}

    /** All of them by one reader. */
    static MadeSegments inOrder(Path film, List<SegmentRequest> requests) throws Exception {
        return new MadeSegments().make(film, requests);
    }

    /** The last one first, each by a reader that has seen nothing else. */
    static MadeSegments backwards(Path film, List<SegmentRequest> requests) throws Exception {
        MadeSegments made = new MadeSegments();
        for (int i = requests.size() - 1; i >= 0; i--) {
            made.make(film, requests.subList(i, i + 1));
        }
        return made;
    }

    private MadeSegments make(Path film, List<SegmentRequest> requests) throws Exception {
        String name = film.getFileName().toString();
        try (TestingFileSource source = new TestingFileSource(film);
                VideoReader reader = FfmpegVideoReader.open(source, name, ReaderLimits.DEFAULT)) {
            for (SegmentRequest request : requests) {
                make(reader, request);
            }
        }
        return this;
    }

    /** Stretches that begin at every other key frame, as the file's index has them. */
    static List<SegmentRequest> atKeyFrames(Path film) throws Exception {
        KeyFrameIndex index;
        try (TestingFileSource source = new TestingFileSource(film);
                VideoReader reader = FfmpegVideoReader.open(source, "keys", ReaderLimits.DEFAULT)) {
            index = reader.keyFrames();
        }
        long[] keys = index.timesUs();
        List<SegmentRequest> requests = new ArrayList<>();
        for (int i = 0; i < keys.length; i += 2) {
            long endUs = i + 2 < keys.length ? keys[i + 2] : Long.MAX_VALUE;
            long position = index.positions().length == 0 ? -1 : index.positions()[i];
            requests.add(new SegmentRequest(i / 2, keys[i], endUs, position));
        }
        return requests;
    }

    public MadeSegments make(VideoReader reader, SegmentRequest request) throws Exception {
        SegmentReport report =
                reader.segment(
                        request,
                        (track, head, bytes, length) ->
                                of(track, head, request.index()).write(bytes, 0, length));
        reports.put(request.index(), report);
        return this;
    }

    private ByteArrayOutputStream of(int track, boolean head, int index) {
        return head && index > 0
                ? ownHeads.computeIfAbsent(index, none -> new ByteArrayOutputStream())
                : file(track, head ? -1 : index);
    }

    private ByteArrayOutputStream file(int track, int index) {
        return files.computeIfAbsent(track, none -> new TreeMap<>())
                .computeIfAbsent(index, none -> new ByteArrayOutputStream());
    }

    /** Asserts that each segment of a track begins where the one before it ends. */
    void assertTouching(int track) {
        for (int i = 1; i < reports.size(); i++) {
            MadeTrack after = track(i, track);
            if (!after.isEmpty()) {
                assertThat(after.startTicks())
                        .as("segment " + i)
                        .isEqualTo(track(i - 1, track).endTicks());
            }
        }
    }

    byte[] bytes(int track, int index) {
        return file(track, index).toByteArray();
    }

    public MadeTrack track(int index, int track) {
        return reports.get(index).tracks().get(track);
    }

    /** The track as a player has it in the end. */
    public byte[] joined(int track) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        files.get(track).values().forEach(each -> all.writeBytes(each.toByteArray()));
        return all.toByteArray();
    }

    /** All of a track, with times as FFmpeg understands them: {@link JoinedTracks#makeFirst}. */
    byte[] readable(int track) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteArrayOutputStream each : files.get(track).values()) {
            byte[] bytes = each.toByteArray();
            int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat");
            byte[] front = Arrays.copyOf(bytes, Math.max(0, data - Integer.BYTES));
            JoinedTracks.makeFirst(front);
            System.arraycopy(front, 0, bytes, 0, front.length);
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    public Seen seen(int track) throws Exception {
        try (TestingFileSource source = new TestingFileSource(readable(track))) {
            return seen(source, OFFSET_US);
        }
    }

    public static Seen seen(TestingFileSource source, long offsetUs) throws Exception {
        Seen seen = new Seen(new ArrayList<>(), new ArrayList<>());
        FrameShape shape = new FrameShape(SIDE, SIDE, FrameShape.Fit.STRETCH, 0);
        ReadRequest all =
                new ReadRequest(
                        Long.MIN_VALUE / 4,
                        Long.MAX_VALUE,
                        -1,
                        List.of(PictureSampling.of("model", Sampling.every(0), shape)),
                        JpegSampling.NONE);
        try (VideoReader reader =
                FfmpegVideoReader.open(source, "joined.mp4", ReaderLimits.DEFAULT)) {
            reader.read(
                    all,
                    frame -> {
                        seen.timesUs().add(frame.ptsUs() - offsetUs);
                        seen.numbers()
                                .add(FrameNumbers.read(frame.pictures().get(0).rgb(), SIDE, SIDE));
                    });
        }
        return seen;
    }

    /** All sound of a file, in pieces. */
    public static List<SoundPiece> heard(TestingFileSource source, long startUs) throws Exception {
        List<SoundPiece> pieces = new ArrayList<>();
        ReadRequest all =
                new ReadRequest(startUs, Long.MAX_VALUE, -1, List.of(), JpegSampling.NONE)
                        .withSound(new SoundSampling(true, 0));
        try (VideoReader reader = FfmpegReaders.open(source, "joined.mp4", ReaderLimits.DEFAULT)) {
            reader.read(
                    all,
                    new io.zoetrope.media.PassOutput() {
                        @Override
                        public void frame(io.zoetrope.media.SampledFrame frame) {}

                        @Override
                        public void sound(SoundPiece piece) {
                            pieces.add(piece);
                        }
                    });
        }
        return pieces;
    }
}

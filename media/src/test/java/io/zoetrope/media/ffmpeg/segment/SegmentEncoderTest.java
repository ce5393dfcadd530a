package io.zoetrope.media.ffmpeg.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.Rational;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encoded segments show every picture of the source once, at its time, wherever they are cut. */
class SegmentEncoderTest {
    private static final long CUT_US = 2_000_000;
    private static final int FRAMES = 130;
    private static final List<String> LADDER = List.of("96p", "50p");

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        // codec, container, rate, B-frames, distance of key frames, turn, first frame, left out
        "libvpx-vp9, webm, 25, 1, 0, 25, 0, 0, 0",
        "mpeg4, mp4, 30000, 1001, 2, 12, 0, 3, 0",
        "mpeg4, avi, 24000, 1001, 0, 12, 0, 0, 0",
        "mpeg2video, ts, 25, 1, 2, 12, 0, 0, 0",
        "libopenh264, mp4, 25, 1, 0, 25, 90, 0, 0",
        "libopenh264, mkv, 60, 1, 0, 500, 0, 0, 4",
    })
    void everyPictureIsThereAtItsTime(
            String codec,
            String extension,
            int numerator,
            int denominator,
            int bFrames,
            int gop,
            int turn,
            int firstFrame,
            int dropEvery)
            throws Exception {
        ClipOptions options =
                TestingClips.SMALL
                        .withCodec(codec, gop, bFrames)
                        .withFrameRate(new Rational(numerator, denominator))
                        .withRotation(turn)
                        .withTimes(firstFrame, dropEvery);
        Clip clip = TestingClips.numbered(folder, "clip." + extension, options, FRAMES);
        MadeSegments.Seen source;
        try (TestingFileSource bytes = new TestingFileSource(clip.file())) {
            source = MadeSegments.seen(bytes, 0);
        }
        List<SegmentRequest> requests = cuts(FRAMES * denominator / (double) numerator);
        MadeSegments made = MadeSegments.inOrder(clip.file(), requests);
        for (int rendition = 0; rendition < 2; rendition++) {
            MadeSegments.Seen seen = made.seen(rendition);
            assertThat(seen.numbers()).isEqualTo(source.numbers());
            List<Long> times = new ArrayList<>(source.timesUs());
            // Shown from the beginning on, and no other than that.
            times.set(0, 0L);
            for (int i = 0; i < times.size(); i++) {
                assertThat(seen.timesUs().get(i)).isCloseTo(times.get(i), within(2L));
            }
            touching(made, rendition);
        }
        MadeTrack high = made.track(0, 0);
        assertThat(high.width()).isEqualTo(turn == 90 ? 96 : 128);
        assertThat(high.height()).isEqualTo(turn == 90 ? 128 : 96);
        MadeTrack low = made.track(0, 1);
        assertThat(Math.min(low.width(), low.height())).isEqualTo(50);
        assertThat(low.codec()).startsWith("avc1.64");
        assertThat(made.reports.lastEntry().getValue().ended()).isTrue();
    }

    /** Each begins where the one before ends, and can be decoded without it. */
    private static void touching(MadeSegments made, int track) {
        made.assertTouching(track);
        made.reports
                .values()
                .forEach(r -> assertThat(r.tracks().get(track).independent()).isTrue());
    }

    @Test
    void whoMakesItAndWhenChangesNothing() throws Exception {
        Path film =
                FilmMaker.of(folder.resolve("a.mkv"))
                        .pictures(TestingClips.SMALL.withCodec("mpeg2video", 12, 2), FRAMES)
                        .sound(SoundOptions.of("flac", 44_100, 5, SoundOptions.sweep()))
                        .make();
        List<SegmentRequest> requests = cuts(FRAMES / 25.0);
        MadeSegments inOrder = MadeSegments.inOrder(film, requests);
        MadeSegments others = MadeSegments.backwards(film, requests);
        assertThat(others.reports).isEqualTo(inOrder.reports);
        for (int track = 0; track < 3; track++) {
            assertThat(others.joined(track)).as("track " + track).isEqualTo(inOrder.joined(track));
        }
    }

    @Test
    void aStillIsCutWhereSegmentsEnd() throws Exception {
        ClipOptions slow =
                TestingClips.SMALL.withCodec("mpeg4", 100, 0).withFrameRate(new Rational(1, 5));
        Clip clip = TestingClips.numbered(folder, "slides.mp4", slow, 4);
        List<SegmentRequest> requests = cuts(20);
        MadeSegments made = MadeSegments.inOrder(clip.file(), requests);
        MadeSegments.Seen seen = made.seen(0);
        assertThat(seen.timesUs())
                .extracting(us -> us / 1000)
                .containsExactly(
                        0L, 2000L, 4000L, 5000L, 6000L, 8000L, 10000L, 12000L, 14000L, 15000L,
                        16000L, 18000L);
        assertThat(seen.numbers()).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
        touching(made, 0);
        MadeSegments alone = MadeSegments.inOrder(clip.file(), requests.subList(7, 8));
        assertThat(alone.bytes(0, 7)).isEqualTo(made.bytes(0, 7));
    }

    /** Codings for pages have pictures of even sides; those of other codings need not. */
    @Test
    void anOddSizeBecomesEven() throws Exception {
        ClipOptions odd = ClipOptions.h264(127, 95, 25).withCodec("libvpx-vp9", 25, 0);
        Clip clip = TestingClips.numbered(folder, "odd.webm", odd, FRAMES);
        try (TestingFileSource source = new TestingFileSource(clip.file());
                VideoReader reader =
                        FfmpegVideoReader.open(source, "odd.webm", ReaderLimits.DEFAULT)) {
            assertThat(reader.info().width()).isEqualTo(127);
            assertThat(reader.info().height()).isEqualTo(95);
        }
        MadeSegments made = MadeSegments.inOrder(clip.file(), cuts(FRAMES / 25.0));
        for (int rendition = 0; rendition < 2; rendition++) {
            assertThat(made.track(0, rendition).width()).isEven();
            assertThat(made.track(0, rendition).height()).isEven();
            assertThat(made.seen(rendition).numbers())
                    .isEqualTo(IntStream.range(0, FRAMES).boxed().toList());
        }
    }

    @Test
    void whatIsAskedToBeCopiedAndCannotBeIsEncodedAtItsSize() throws Exception {
        ClipOptions options = TestingClips.SMALL.withCodec("mpeg4", 25, 0);
        Clip clip = TestingClips.numbered(folder, "a.mp4", options, 60);
        MadeSegments made = new MadeSegments();
        try (TestingFileSource source = new TestingFileSource(clip.file());
                FfmpegVideoReader reader =
                        FfmpegVideoReader.open(source, "a.mp4", ReaderLimits.DEFAULT)) {
            made.make(reader, new SegmentRequest(0, 0, Long.MAX_VALUE, -1));
        }
        assertThat(made.track(0, 0).name()).isEqualTo(MadeTrack.COPIED);
        assertThat(made.track(0, 0).width()).isEqualTo(128);
        assertThat(made.seen(0).numbers()).hasSize(60);
    }

    @Test
    void anEncoderThatIsNotThereIsNamed() throws Exception {
        Clip clip = TestingClips.numbered(folder, "a.mp4", TestingClips.SMALL, 30);
        SegmentRequest request =
                new SegmentRequest(0, 0, Long.MAX_VALUE, -1)
                        .as(LADDER, Encoding.DEFAULT.withEncoder("h264_nowhere"));
        assertThatThrownBy(() -> MadeSegments.inOrder(clip.file(), List.of(request)))
                .isInstanceOfSatisfying(
                        RejectedInput.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.ENCODER_MISSING.wire()))
                .hasMessageContaining("h264_nowhere")
                .hasMessageContaining("playback.encoder");
    }

    /** Every two seconds, wherever key frames are. */
    private static List<SegmentRequest> cuts(double seconds) {
        List<SegmentRequest> requests = new ArrayList<>();
        int count = (int) Math.ceil(seconds * 1e6 / CUT_US);
        for (int i = 0; i < count; i++) {
            long endUs = i + 1 < count ? (i + 1) * CUT_US : Long.MAX_VALUE;
            requests.add(new SegmentRequest(i, i * CUT_US, endUs, -1).as(LADDER, Encoding.DEFAULT));
        }
        return requests;
    }
}

package io.zoetrope.media.ffmpeg.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Rational;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.media.ffmpeg.TestingRemux;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copied segments are the source, frame for frame and in time. */
class SegmentCopierTest {
    private static final int FRAMES = 180;

    /** As a box is called that has a 64-bit time behind its version. */
    private static final int TFDT = 0x74666474;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "mp4, 25, 1, 0, 0",
        "mp4, 30000, 1001, 0, 0",
        "mp4, 24000, 1001, 3, 0",
        "mp4, 60, 1, 0, 4",
        "mkv, 25, 1, 0, 0",
        "ts, 25, 1, 0, 0",
    })
    void everyFrameIsThereAtItsTime(
            String extension, int numerator, int denominator, int firstFrame, int dropEvery)
            throws Exception {
        Clip clip =
                TestingClips.numbered(
                        folder,
                        "clip." + extension,
                        TestingClips.SMALL
                                .withFrameRate(new Rational(numerator, denominator))
                                .withTimes(firstFrame, dropEvery)
                                .withTone(),
                        FRAMES);
        MadeSegments.Seen source;
        try (TestingFileSource bytes = new TestingFileSource(clip.file())) {
            source = MadeSegments.seen(bytes, 0);
        }
        MadeSegments made = inOrder(clip.file());
        MadeSegments.Seen seen = made.seen(0);
        assertThat(seen.numbers()).isEqualTo(source.numbers());
        List<Long> times = new ArrayList<>(source.timesUs());
        // Shown from the beginning on, and no other than that.
        times.set(0, 0L);
        for (int i = 0; i < times.size(); i++) {
            assertThat(seen.timesUs().get(i)).isCloseTo(times.get(i), within(2));
        }
        assertThat(seen.timesUs()).hasSameSizeAs(times);
        for (int track = 0; track < 2; track++) {
            made.assertTouching(track);
        }
    }

    private static MadeSegments inOrder(Path film) throws Exception {
        return MadeSegments.inOrder(film, MadeSegments.atKeyFrames(film));
    }

    private static org.assertj.core.data.Offset<Long> within(long us) {
        return org.assertj.core.data.Offset.offset(us);
    }

    @Test
    void whoMakesItAndWhenChangesNothing() throws Exception {
        Clip clip = TestingClips.numbered(folder, "a.mp4", TestingClips.SMALL.withTone(), FRAMES);
        MadeSegments inOrder = inOrder(clip.file());
        MadeSegments backwards =
                MadeSegments.backwards(clip.file(), MadeSegments.atKeyFrames(clip.file()));
        assertThat(backwards.reports).isEqualTo(inOrder.reports);
        for (int track = 0; track < 2; track++) {
            assertThat(backwards.joined(track)).isEqualTo(inOrder.joined(track));
        }
    }

    @Test
    void soundStaysWhereItWas() throws Exception {
        Clip clip = TestingClips.numbered(folder, "a.mp4", TestingClips.SMALL.withTone(), FRAMES);
        MadeSegments made = inOrder(clip.file());
        assertThat(made.track(0, 1).name()).isEqualTo(MadeTrack.SOUND);
        assertThat(made.track(0, 1).codec()).isEqualTo("mp4a.40.2");
        assertThat(made.track(0, 0).codec()).startsWith("avc1.");
        MadeTrack last = made.track(made.reports.lastKey(), 1);
        assertThat(last.endUs()).isCloseTo(clip.durationUs(), within(50_000));
    }

    @Test
    void theLastOneSaysSo() throws Exception {
        Clip clip = TestingClips.numbered(folder, "a.mp4", TestingClips.SMALL, FRAMES);
        MadeSegments made = inOrder(clip.file());
        assertThat(made.reports.lastEntry().getValue().ended()).isTrue();
        assertThat(made.reports.firstEntry().getValue().ended()).isFalse();
        assertThat(made.reports.get(0).tracks()).hasSize(1);
    }

    @Test
    void whatIsCodedOtherwiseFromSomeTimeOnIsEncodedAsTheFirstWas() throws Exception {
        Clip small = TestingClips.numbered(folder, "small.ts", TestingClips.SMALL, 50);
        Clip large = TestingClips.numbered(folder, "large.ts", ClipOptions.h264(160, 128, 25), 50);
        Path both = folder.resolve("both.ts");
        TestingRemux.join(List.of(small.file(), large.file()), both, 2_000_000);
        MadeSegments made = new MadeSegments();
        try (TestingFileSource source = new TestingFileSource(both);
                FfmpegVideoReader reader =
                        FfmpegVideoReader.open(source, "both.ts", ReaderLimits.DEFAULT)) {
            made.make(reader, new SegmentRequest(0, 0, 2_000_000, -1));
            made.make(reader, new SegmentRequest(1, 2_000_000, Long.MAX_VALUE, -1));
        }
        assertThat(made.track(0, 0).ownHead()).isFalse();
        assertThat(made.track(1, 0).ownHead()).isTrue();
        assertThat(made.track(1, 0).startTicks()).isEqualTo(made.track(0, 0).endTicks());
        assertThat(made.track(1, 0).width()).isEqualTo(128);
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        second.writeBytes(made.ownHeads.get(1).toByteArray());
        second.writeBytes(made.bytes(0, 1));
        try (TestingFileSource source = new TestingFileSource(second.toByteArray())) {
            MadeSegments.Seen seen = MadeSegments.seen(source, MadeSegments.OFFSET_US);
            assertThat(seen.numbers()).isEqualTo(IntStream.range(0, 50).boxed().toList());
            assertThat(seen.timesUs().get(0)).isCloseTo(2_000_000L, within(2));
        }
    }

    /** On a clock so fine that MP4 cannot say how long its pictures stay, but for fragments. */
    @ParameterizedTest
    @CsvSource({"500, 50", "5000, 25"})
    void aPictureMayStayForLong(int seconds, int shown) throws Exception {
        Clip clip = TestingClips.numbered(folder, "clip.mp4", TestingClips.SMALL, 50);
        Path film = folder.resolve("film.mp4");
        TestingRemux.join(List.of(clip.file()), film, 0, 10_000_000);
        byte[] bytes = Files.readAllBytes(film);
        later(bytes, seconds * 10_000_000L);
        MadeSegments made = new MadeSegments();
        try (TestingFileSource source = new TestingFileSource(bytes);
                FfmpegVideoReader reader =
                        FfmpegVideoReader.open(source, "film.mp4", ReaderLimits.DEFAULT)) {
            made.make(reader, new SegmentRequest(0, 0, Long.MAX_VALUE, -1));
        }
        assertThat(made.track(0, 0).ticksPerSecond()).isEqualTo(1_000_000);
        MadeSegments.Seen seen = made.seen(0);
        assertThat(seen.numbers()).isEqualTo(IntStream.range(0, shown).boxed().toList());
        long lastUs = (shown - 1) * 40_000 + (shown == 50 ? seconds * 1_000_000L : 0);
        assertThat(seen.timesUs().get(shown - 1)).isCloseTo(lastUs, within(2));
    }

    /** Moves the last fragment. */
    private static void later(byte[] bytes, long ticks) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int at = bytes.length - 4;
        while (file.getInt(at) != TFDT) {
            at--;
        }
        file.putLong(at + 8, file.getLong(at + 8) + ticks);
    }
}

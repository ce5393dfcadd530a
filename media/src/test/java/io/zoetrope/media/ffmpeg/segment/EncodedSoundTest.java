package io.zoetrope.media.ffmpeg.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.sound.Heard;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound that is encoded for playback: one track without a gap or a click, in time. */
class EncodedSoundTest {
    private static final ClipOptions H264 = ClipOptions.h264(64, 64, 25);
    private static final ClipOptions VP9 = H264.withCodec("libvpx-vp9", 25, 0);
    private static final int SEGMENTS = 3;
    private static final double OFFSET = MadeTrack.OFFSET_SECONDS;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "mkv, ac3, 48000, 6, true",
        "mkv, libmp3lame, 44100, 1, true",
        "mp4, aac, 48000, 6, true",
        "webm, libopus, 48000, 2, false",
        "mkv, flac, 96000, 2, false",
    })
    void beatsAreWhereTheyWere(
            String extension, String codec, int rate, int channels, boolean copiedPictures)
            throws Exception {
        SoundOptions beats = SoundOptions.of(codec, rate, 6, SoundOptions.beats());
        MadeSegments made =
                made(film(extension, copiedPictures, beats.withChannels(channels)), copiedPictures);
        MadeTrack sound = made.track(0, 1);
        assertThat(sound.name()).isEqualTo(MadeTrack.SOUND);
        assertThat(sound.codec()).isEqualTo("mp4a.40.2");
        assertThat(sound.ticksPerSecond()).isEqualTo(rate == 44_100 ? 44_100 : 48_000);
        touching(made);
        Heard heard = heard(made);
        assertThat(heard.stretches()).hasSize(1);
        assertThat(heard.firstSecond()).isCloseTo(OFFSET, within(0.001));
        assertThat(heard.lastSecond()).isCloseTo(OFFSET + 6, within(0.1));
        short[] line = heard.line();
        for (int second = 1; second < 6; second++) {
            double at = OFFSET + second;
            assertThat(Heard.peak(line, at - 0.3, at - 0.02)).isLessThan(900);
            assertThat(Heard.peak(line, at, at + 0.02)).isGreaterThan(3000);
        }
    }

    @Test
    void nothingIsHeardOfWhereSegmentsMeet() throws Exception {
        Path film = film("mkv", false, SoundOptions.of("flac", 48_000, 6, SoundOptions.tone(440)));
        short[] was = Heard.whole(film).line();
        short[] line = heard(made(film, false)).line();
        int shift = (int) (OFFSET * Heard.RATE);
        double elsewhere = error(was, line, shift, 0.5, 1.5);
        for (int meeting = 2; meeting < 6; meeting += 2) {
            double there = error(was, line, shift, meeting - 0.2, meeting + 0.1);
            assertThat(there).as("at " + meeting).isLessThan(1.5 * elsewhere + 10);
        }
        // A tenth of the tone, which is what the coding itself costs.
        assertThat(elsewhere).isLessThan(1500);
    }

    private static double error(short[] was, short[] is, int shift, double from, double to) {
        int most = 0;
        for (int i = (int) (from * Heard.RATE); i < (int) (to * Heard.RATE); i++) {
            most = Math.max(most, Math.abs(was[i] - is[i + shift]));
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({"0, 6, 1.5", "2.5, 6, 0", "0, 3, 0"})
    void whatIsMissingIsSilence(double from, double to, double gap) throws Exception {
        SoundOptions tone =
                SoundOptions.of("libmp3lame", 44_100, to, SoundOptions.tone(440))
                        .from(from)
                        .withGap(gap);
        MadeSegments made = made(film("mkv", true, tone), true);
        touching(made);
        Heard heard = heard(made);
        assertThat(heard.stretches()).hasSize(1);
        assertThat(heard.lastSecond()).isGreaterThan(OFFSET + 3.9);
        short[] line = heard.line();
        assertThat(Heard.loudness(line, OFFSET + 2.6, OFFSET + 2.9)).isGreaterThan(1000);
        double silent = gap > 0 ? 3.2 : from > 0 ? 1 : 3.5;
        assertThat(Heard.loudness(line, OFFSET + silent, OFFSET + silent + 0.4)).isLessThan(20);
    }

    /** Encoded or copied: silence up to there would be more than memory has. */
    @ParameterizedTest
    @CsvSource({"libmp3lame", "aac"})
    void whatIsHeardDaysLaterIsLeftOut(String codec) throws Exception {
        double days = 5 * 86_400;
        SoundOptions late =
                SoundOptions.of(codec, 44_100, days + 1, SoundOptions.tone(440)).from(days);
        MadeSegments made = new MadeSegments();
        try (TestingFileSource source = new TestingFileSource(film("mkv", true, late));
                VideoReader reader = open(source)) {
            made.make(reader, new SegmentRequest(0, 0, Long.MAX_VALUE, -1));
        }
        assertThat(made.track(0, 0).endUs()).isEqualTo(6_000_000);
        assertThat(made.track(0, 1).endUs()).isBetween(5_950_000L, 6_100_000L);
    }

    @Test
    void whoMakesItAndWhenChangesNothing() throws Exception {
        Path film =
                film("mkv", true, SoundOptions.of("libmp3lame", 44_100, 6, SoundOptions.sweep()));
        MadeSegments made = made(film, true);
        for (int i = SEGMENTS - 1; i >= 0; i--) {
            MadeSegments alone = new MadeSegments();
            try (TestingFileSource source = new TestingFileSource(film);
                    VideoReader reader = open(source)) {
                alone.make(reader, request(i, true));
            }
            assertThat(alone.bytes(1, i)).as("segment " + i).isEqualTo(made.bytes(1, i));
        }
    }

    private Path film(String extension, boolean h264, SoundOptions sound) {
        return FilmMaker.of(folder.resolve("film." + extension))
                .pictures(h264 ? H264 : VP9, 150)
                .sound(sound)
                .make();
    }

    private static MadeSegments made(Path film, boolean copied) throws Exception {
        MadeSegments made = new MadeSegments();
        try (TestingFileSource source = new TestingFileSource(film);
                VideoReader reader = open(source)) {
            for (int i = 0; i < SEGMENTS; i++) {
                made.make(reader, request(i, copied));
            }
        }
        return made;
    }

    private static SegmentRequest request(int index, boolean copied) {
        long endUs = index + 1 < SEGMENTS ? (index + 1) * 2_000_000L : Long.MAX_VALUE;
        SegmentRequest request = new SegmentRequest(index, index * 2_000_000L, endUs, -1);
        return copied ? request : request.as(List.of("64p"), Encoding.DEFAULT);
    }

    private static VideoReader open(TestingFileSource source) throws Exception {
        return FfmpegVideoReader.open(source, "film", ReaderLimits.DEFAULT);
    }

    private static void touching(MadeSegments made) {
        for (int i = 1; i < SEGMENTS; i++) {
            assertThat(made.track(i, 1).startTicks()).isEqualTo(made.track(i - 1, 1).endTicks());
        }
    }

    private Heard heard(MadeSegments made) throws Exception {
        Path file = folder.resolve("joined.mp4");
        Files.write(file, made.joined(1));
        return Heard.whole(file);
    }
}

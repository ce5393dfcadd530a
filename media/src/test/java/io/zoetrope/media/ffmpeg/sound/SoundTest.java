package io.zoetrope.media.ffmpeg.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.media.SoundPiece;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound of a pass: its place in media time, and that it is the same however a file is cut. */
class SoundTest {
    private static final ClipOptions SMALL = ClipOptions.h264(64, 64, 25);
    private static final ClipOptions VP9 = SMALL.withCodec("libvpx-vp9", 25, 0);
    private static final ClipOptions MPEG = SMALL.withCodec("mpeg2video", 12, 2);

    @TempDir Path folder;

    private static ClipOptions pictures(String extension) {
        return switch (extension) {
            case "webm" -> VP9;
            case "ts" -> MPEG;
            default -> SMALL;
        };
    }

    private Path film(String extension, SoundOptions sound) {
        FilmMaker maker = FilmMaker.of(folder.resolve("film." + extension));
        return maker.pictures(pictures(extension), 150).sound(sound).make();
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, aac, 44100, 2",
        "mp4, aac, 48000, 6",
        "mov, pcm_s16le, 192000, 1",
        "mov, pcm_s16le, 8000, 1",
        "mkv, libopus, 48000, 2",
        "mkv, flac, 96000, 2",
        "mkv, ac3, 48000, 6",
        "mkv, libmp3lame, 44100, 1",
        "webm, libopus, 48000, 1",
        "ts, aac, 48000, 2",
        "avi, libmp3lame, 44100, 2",
        "flv, aac, 44100, 1",
    })
    void beatsAreHeardWhereTheyAre(String extension, String codec, int rate, int channels)
            throws Exception {
        SoundOptions beats = SoundOptions.of(codec, rate, 6, SoundOptions.beats());
        Heard heard = Heard.whole(film(extension, beats.withChannels(channels)));

        short[] line = heard.line();
        assertThat(heard.stretches()).hasSize(1);
        assertThat(heard.firstSecond()).isBetween(0.0, 0.08);
        assertThat(heard.lastSecond()).isCloseTo(6, within(0.1));
        assertThat(heard.report().losses().damagedSound()).isZero();
        // Coded sound has a little echo before a beat; the delay of an encoder is a container's to
        // tell, and these do not.
        double late = Map.of("ts", 0.03, "avi", 0.06, "flv", 0.03).getOrDefault(extension, 0.0);
        for (int second = 1; second < 6; second++) {
            assertThat(Heard.peak(line, second - 0.3, second - 0.02)).isLessThan(600);
            assertThat(Heard.peak(line, second + late, second + late + 0.01)).isGreaterThan(3000);
            assertThat(Heard.loudness(line, second + 0.02 + late, second + 0.09))
                    .isGreaterThan(4000);
            assertThat(Heard.peak(line, second + 0.12 + late, second + 0.4)).isLessThan(600);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, aac, 44100",
        "mp4, aac, 48000",
        "mov, pcm_s16le, 44100",
        "mkv, aac, 44100",
        "mkv, libopus, 48000",
        "webm, libopus, 48000",
        "mkv, flac, 44100",
        "ts, aac, 48000",
        "flv, aac, 44100",
        "avi, libmp3lame, 44100",
    })
    void anyCutsGiveTheSameSamples(String extension, String codec, int rate) throws Exception {
        Path file = film(extension, SoundOptions.of(codec, rate, 6, SoundOptions.sweep()));
        Heard whole = Heard.whole(file);
        Long[] edges = {0L, 990_000L, 2_000_000L, 2_000_001L, 3_333_333L, 4_960_000L, 9_000_000L};

        Heard parts = Heard.parts(file, 0, edges);
        assertThat(parts.difference(whole)).isEmpty();
        assertThat(parts.framesUs).isEqualTo(whole.framesUs);

        Heard sought = Heard.sought(file, 0, edges);
        assertThat(sought.places()).isEqualTo(whole.places());
        assertThat(sought.framesUs).isEqualTo(whole.framesUs);
        int worst = 0;
        for (long at : whole.samples.keySet()) {
            worst = Math.max(worst, Math.abs(whole.samples.get(at) - sought.samples.get(at)));
        }
        assertThat(worst).isLessThan(200);
    }

    @ParameterizedTest
    @CsvSource({"mp4, aac, 44100", "mkv, libopus, 48000", "ts, aac, 48000"})
    void tailsAreGivenTwice(String extension, String codec, int rate) throws Exception {
        Path file = film(extension, SoundOptions.of(codec, rate, 6, SoundOptions.sweep()));
        Heard whole = Heard.whole(file);
        for (boolean going : new boolean[] {true, false}) {
            Long[] edges = {0L, 2_000_000L, 4_000_000L, 7_000_000L};
            Heard heard =
                    going
                            ? Heard.parts(file, 1_500_000, edges)
                            : Heard.sought(file, 1_500_000, edges);
            assertThat(heard.places()).isEqualTo(whole.places());
            assertThat(heard.framesUs).isEqualTo(whole.framesUs);
            long samples = heard.pieces.stream().mapToLong(p -> p.samples().length).sum();
            assertThat(samples - whole.samples.size()).isEqualTo(3 * 16_000L);
            List<SoundPiece> pieces = heard.pieces;
            assertThat(pieces.get(0).startUs()).isEqualTo(whole.pieces.get(0).startUs());
        }
    }
}

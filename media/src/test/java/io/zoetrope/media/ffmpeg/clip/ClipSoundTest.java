package io.zoetrope.media.ffmpeg.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.media.ffmpeg.sound.Heard;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is heard of a clip is what is heard of its video in that time. */
class ClipSoundTest {
    private static final ClipOptions SMALL = ClipOptions.h264(64, 64, 25);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "mp4, aac, 44100, 2",
        "mp4, aac, 48000, 6",
        "mkv, libopus, 48000, 1",
        "mkv, flac, 96000, 2",
        "mov, pcm_s16le, 8000, 1",
    })
    void soundIsHeardWithItsPictures(String extension, String codec, int rate, int channels)
            throws Exception {
        SoundOptions beats = SoundOptions.of(codec, rate, 6, SoundOptions.beats());
        Path film =
                FilmMaker.of(folder.resolve("film." + extension))
                        .pictures(SMALL, 150)
                        .sound(beats.withChannels(channels))
                        .make();

        Heard heard = Heard.whole(MadeClip.of(film, 2300, 5300, 640).file());

        short[] line = heard.line();
        assertThat(heard.stretches()).hasSize(1);
        assertThat(heard.firstSecond()).isCloseTo(0, within(0.002));
        assertThat(heard.lastSecond()).isCloseTo(3, within(0.05));
        for (int beat = 0; beat < 3; beat++) {
            double second = 0.7 + beat;
            // Coded sound has a little echo before a beat.
            assertThat(Heard.peak(line, second - 0.3, second - 0.03)).isLessThan(700);
            assertThat(Heard.peak(line, second, second + 0.01)).isGreaterThan(3000);
            assertThat(Heard.loudness(line, second + 0.02, second + 0.09)).isGreaterThan(4000);
            assertThat(Heard.peak(line, second + 0.13, second + 0.25)).isLessThan(700);
        }
    }

    @Test
    void whatIsMissingIsSilence() throws Exception {
        SoundOptions late = SoundOptions.of("aac", 44100, 5, SoundOptions.tone(500)).from(2);
        Path film =
                FilmMaker.of(folder.resolve("film.mp4")).pictures(SMALL, 150).sound(late).make();
        short[] line = Heard.whole(MadeClip.of(film, 1000, 4000, 640).file()).line();
        assertThat(Heard.peak(line, 0, 0.95)).isLessThan(500);
        assertThat(Heard.peak(line, 1.05, 2.9)).isGreaterThan(5000);
    }
}

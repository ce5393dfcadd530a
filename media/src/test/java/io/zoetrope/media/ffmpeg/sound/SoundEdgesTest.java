package io.zoetrope.media.ffmpeg.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.media.Losses;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound that begins, ends or breaks off elsewhere than pictures do. */
class SoundEdgesTest {
    private static final ClipOptions SMALL = ClipOptions.h264(64, 64, 25);

    @TempDir Path folder;

    private Path film(String name, int firstFrame, int frames, SoundOptions sound) {
        return FilmMaker.of(folder.resolve(name))
                .pictures(SMALL.withTimes(firstFrame, 0), frames)
                .sound(sound)
                .make();
    }

    @ParameterizedTest
    @ValueSource(strings = {"late.mp4", "late.mkv", "late.ts"})
    void startsLate(String name) throws Exception {
        SoundOptions beats = SoundOptions.of("aac", 48000, 6, SoundOptions.beats()).from(2.5);
        Heard heard = Heard.whole(film(name, 0, 150, beats));

        assertThat(heard.firstSecond()).isCloseTo(2.5, within(0.07));
        short[] line = heard.line();
        assertThat(Heard.peak(line, 2.9, 2.97)).isLessThan(500);
        assertThat(Heard.peak(line, 3.03, 3.05)).isGreaterThan(3000);
    }

    /** Planned from where it begins, in ranges that hold no picture at first. */
    @ParameterizedTest
    @ValueSource(strings = {"early.mp4", "early.mkv"})
    void startsBeforeThePictures(String name) throws Exception {
        SoundOptions beats = SoundOptions.of("aac", 48000, 8, SoundOptions.beats());
        Path file = film(name, 100, 100, beats);
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = Heard.open(source)) {
            MediaInfo info = reader.info();
            assertThat(info.startUs()).isEqualTo(4_000_000);
            assertThat(info.firstUs()).isLessThan(30_000);
        }
        Heard whole = Heard.whole(file);
        assertThat(whole.firstSecond()).isLessThan(0.03);
        assertThat(whole.framesUs).hasSize(4);
        for (Heard parts :
                List.of(
                        Heard.parts(file, 0, 0L, 2_000_000L, 4_000_000L, 9_000_000L),
                        Heard.sought(file, 0, 0L, 2_000_000L, 4_000_000L, 9_000_000L))) {
            assertThat(parts.places()).isEqualTo(whole.places());
            assertThat(parts.framesUs).isEqualTo(whole.framesUs);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"short.mp4", "short.mkv", "short.ts"})
    void endsBeforeThePictures(String name) throws Exception {
        SoundOptions beats = SoundOptions.of("aac", 48000, 2, SoundOptions.beats());
        Path file = film(name, 0, 250, beats);
        Heard heard = Heard.parts(file, 0, 0L, 1_500_000L, 5_000_000L, 20_000_000L);

        assertThat(heard.lastSecond()).isCloseTo(2, within(0.06));
        assertThat(heard.framesUs).hasSize(10);
        assertThat(heard.reports.stream().map(ReadReport::ended))
                .containsExactly(false, false, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"long.mp4", "long.mkv", "long.ts"})
    void endsAfterThePictures(String name) throws Exception {
        SoundOptions beats = SoundOptions.of("aac", 48000, 9, SoundOptions.beats());
        Path file = film(name, 0, 50, beats);
        Heard heard = Heard.parts(file, 500_000, 0L, 4_000_000L, 8_000_000L, 12_000_000L);

        assertThat(heard.lastSecond()).isCloseTo(9, within(0.06));
        assertThat(heard.stretches()).hasSize(1);
        assertThat(heard.framesUs).hasSize(2);
        assertThat(heard.reports.stream().map(ReadReport::ended))
                .containsExactly(false, false, true);
        assertThat(heard.reports.get(0).lastEndUs()).isEqualTo(4_000_000);
        assertThat(heard.reports.get(1).lastEndUs()).isEqualTo(8_000_000);
        assertThat(heard.reports.get(2).lastEndUs()).isCloseTo(9_000_000, within(60_000L));
    }

    @Test
    void aGapBeginsANewPiece() throws Exception {
        SoundOptions sweep = SoundOptions.of("flac", 44100, 6, SoundOptions.sweep()).withGap(1);
        Path file = film("gap.mkv", 0, 150, sweep);
        Heard whole = Heard.whole(file);

        assertThat(whole.stretches()).hasSize(2);
        assertThat(whole.stretches().get(1)).isCloseTo(4, within(0.15));
        Heard sought = Heard.sought(file, 0, 0L, 3_500_000L, 5_000_000L, 9_000_000L);
        assertThat(sought.places()).isEqualTo(whole.places());
    }

    /** So long that it may be a wrong time, until enough packets are there too. */
    @Test
    void nothingIsLostBehindAGapOfMoreThanAMinute() throws Exception {
        SoundOptions sweep = SoundOptions.of("flac", 16_000, 160, SoundOptions.sweep());
        Path file = FilmMaker.of(folder.resolve("gap.mka")).sound(sweep.withGap(70)).make();

        Heard heard = Heard.whole(file);

        assertThat(heard.stretches()).hasSize(2);
        assertThat(heard.stretches().get(1)).isCloseTo(150, within(0.3));
        assertThat(heard.lastSecond()).isCloseTo(160, within(0.05));
        assertThat(heard.report().losses().damagedSound()).isZero();
    }

    /**
     * A time that is an hour off, in the middle of a broadcast, takes no more than its own block.
     */
    @Test
    void oneWrongTimeDoesNotSilenceWhatFollows() throws Exception {
        Path file =
                film("hour.ts", 0, 250, SoundOptions.of("aac", 48_000, 10, SoundOptions.sweep()));
        byte[] bytes = Files.readAllBytes(file);
        List<Integer> times = timesOfSound(bytes);
        putOff(bytes, times.get(times.size() / 2), 3_600L * 90_000);
        Files.write(file, bytes);

        Heard heard = Heard.whole(file);

        assertThat(heard.lastSecond()).isBetween(9.5, 10.5);
        assertThat(heard.samples.size()).isGreaterThan(8 * Heard.RATE);
    }

    /** Where each packet of a broadcast's sound (stream 0xC0) says its time. */
    private static List<Integer> timesOfSound(byte[] bytes) {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i + 14 < bytes.length; i++) {
            boolean begins = bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1;
            if (begins && (bytes[i + 3] & 0xff) == 0xc0 && (bytes[i + 7] & 0x80) != 0) {
                at.add(i + 9);
            }
        }
        return at;
    }

    /** Adds to a time of 33 bits in five bytes: ISO/IEC 13818-1, 2.4.3.6. */
    private static void putOff(byte[] bytes, int at, long ticks) {
        long time =
                (bytes[at] >> 1 & 7L) << 30
                        | (bytes[at + 1] & 0xffL) << 22
                        | (bytes[at + 2] >> 1 & 0x7fL) << 15
                        | (bytes[at + 3] & 0xffL) << 7
                        | bytes[at + 4] >> 1 & 0x7fL;
        long later = time + ticks;
        bytes[at] = (byte) (bytes[at] & 0xf0 | later >> 30 << 1 & 0xe | 1);
        bytes[at + 1] = (byte) (later >> 22);
        bytes[at + 2] = (byte) (later >> 15 << 1 | 1);
        bytes[at + 3] = (byte) (later >> 7);
        bytes[at + 4] = (byte) (later << 1 | 1);
    }

    /** Joined ADTS streams of different rates. */
    @Test
    void theRateChangesInMidStream() throws Exception {
        Path first = FilmMaker.of(folder.resolve("a.aac")).sound(tone(44100)).make();
        Path second = FilmMaker.of(folder.resolve("b.aac")).sound(tone(22050)).make();
        Path joined = folder.resolve("joined.aac");
        Files.write(joined, Files.readAllBytes(first));
        Files.write(joined, Files.readAllBytes(second), java.nio.file.StandardOpenOption.APPEND);

        Heard heard = Heard.whole(joined);
        short[] line = heard.line();
        assertThat(heard.lastSecond()).isGreaterThan(3.8);
        // Both halves are 440 Hz: 880 changes of sign a second.
        assertThat(changes(line, 1, 1.5)).isCloseTo(440, within(4));
        assertThat(changes(line, 2.5, 3)).isCloseTo(440, within(4));
    }

    private static SoundOptions tone(int rate) {
        return SoundOptions.of("aac", rate, 2, SoundOptions.tone(440));
    }

    private static int changes(short[] line, double from, double to) {
        int changes = 0;
        for (int i = (int) (from * Heard.RATE); i < to * Heard.RATE; i++) {
            changes += line[i] < 0 != line[i + 1] < 0 ? 1 : 0;
        }
        return changes;
    }

    @Test
    void aConstantToneStaysAsLoudAsItIs() throws Exception {
        Path file =
                film("tone.mp4", 0, 150, SoundOptions.of("aac", 44100, 6, SoundOptions.tone(1000)));
        short[] line = Heard.parts(file, 0, 0L, 2_000_000L, 9_000_000L).line();
        for (double second = 0.5; second < 5.5; second += 0.25) {
            assertThat(Heard.loudness(line, second, second + 0.25)).isCloseTo(6950, within(150.0));
        }
    }

    @Test
    void damagedPacketsArePassedOver() throws Exception {
        Path file =
                FilmMaker.of(folder.resolve("hurt.m4a"))
                        .sound(SoundOptions.of("aac", 44100, 10, SoundOptions.sweep()))
                        .make();
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < 4000; i++) {
            bytes[40_000 + i] = (byte) (i * 37);
        }
        Files.write(file, bytes);
        Heard heard = Heard.whole(file);

        assertThat(heard.report().losses().damagedSound()).isPositive();
        assertThat(heard.lastSecond()).isCloseTo(10, within(0.1));
        assertThat(heard.samples.size()).isGreaterThan(9 * 16_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys.mp4", "keys.mkv"})
    void keyFramesOnlyHearAll(String name) throws Exception {
        Path file = film(name, 0, 150, SoundOptions.of("aac", 44100, 6, SoundOptions.sweep()));
        Heard whole = Heard.whole(file);
        Sampling keys = Sampling.keyFrames(0);
        Heard silent = new Heard();
        Heard heard = new Heard();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = Heard.open(source)) {
            silent.read(reader, Heard.pictures(0, 9_000_000, keys));
            SoundSampling tail = SoundSampling.withTail(1_000_000);
            heard.read(reader, Heard.pictures(0, 3_000_000, keys).withSound(tail));
            heard.read(reader, Heard.pictures(3_000_000, 9_000_000, keys).withSound(tail));
        }
        assertThat(silent.samples).isEmpty();
        assertThat(heard.framesUs).isEqualTo(silent.framesUs).hasSize(6);
        assertThat(heard.difference(whole)).isEmpty();
    }

    @Test
    void nothingIsHeardUnasked() throws Exception {
        Path file = film("off.mp4", 0, 100, SoundOptions.of("aac", 44100, 4, SoundOptions.sweep()));
        Heard heard = new Heard();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = Heard.open(source)) {
            heard.read(reader, Heard.pictures(0, 2_000_000, Sampling.every(0)));
            heard.read(reader, Heard.pictures(2_000_000, 9_000_000, Sampling.every(0)));
        }
        assertThat(heard.pieces).isEmpty();
        assertThat(heard.framesUs).hasSize(100);
        assertThat(heard.report().losses()).isEqualTo(Losses.NONE);
    }

    /** A reader that is asked for sound only now and then seeks where it must. */
    @Test
    void soundComesAndGoes() throws Exception {
        Path file = film("now.mp4", 0, 150, SoundOptions.of("aac", 44100, 6, SoundOptions.sweep()));
        Heard whole = Heard.whole(file);
        Heard heard = new Heard();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = Heard.open(source)) {
            for (int second = 0; second < 6; second++) {
                long us = second * 1_000_000L;
                ReadRequest plain = Heard.pictures(us, us + 1_000_000, Sampling.every(1_000_000));
                heard.read(
                        reader,
                        second % 2 == 0 ? plain : plain.withSound(SoundSampling.withTail(0)));
            }
        }
        assertThat(heard.framesUs).isEqualTo(whole.framesUs);
        assertThat(heard.samples).hasSize(3 * Heard.RATE);
        assertThat(whole.samples.keySet().containsAll(heard.samples.keySet())).isTrue();
    }
}

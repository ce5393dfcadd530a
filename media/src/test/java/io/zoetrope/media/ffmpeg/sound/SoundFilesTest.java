package io.zoetrope.media.ffmpeg.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegReaders;
import io.zoetrope.media.ffmpeg.SharedMedia;
import io.zoetrope.testing.clips.CaptionOptions;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of sound alone. */
class SoundFilesTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"wav", "mov"})
    void whatIsOverTheLimitOfAPacketIsLeftOutAndCounted(String extension) throws Exception {
        FilmMaker maker = FilmMaker.of(folder.resolve("film." + extension));
        if (extension.equals("mov")) {
            maker.pictures(ClipOptions.h264(64, 48, 25), 25);
        }
        Path file =
                maker.sound(SoundOptions.of("pcm_s16le", 48_000, 1, SoundOptions.beats())).make();
        ReaderLimits limits = ReaderLimits.DEFAULT.withSizes(64 * 48, 1000);
        Heard heard = new Heard();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = FfmpegReaders.open(source, "film", limits)) {
            heard.read(reader, Heard.request(0, Long.MAX_VALUE, 0));
        }
        assertThat(heard.samples).isEmpty();
        assertThat(heard.report().losses().lostSound()).isPositive();
        assertThat(heard.report().ended()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "mp3, libmp3lame, 44100",
        "m4a, aac, 44100",
        "wav, pcm_s16le, 8000",
        "wav, pcm_s16le, 48000",
        "flac, flac, 44100",
        "ogg, libopus, 48000",
        "mka, libopus, 48000",
        "aac, aac, 48000",
    })
    void areVideosWithoutPictures(String extension, String codec, int rate) throws Exception {
        Path file =
                FilmMaker.of(folder.resolve("sound." + extension))
                        .sound(SoundOptions.of(codec, rate, 8, SoundOptions.beats()))
                        .make();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = Heard.open(source)) {
            MediaInfo info = reader.info();
            assertThat(info.hasPictures()).isFalse();
            assertThat(info.hasSound()).isTrue();
            // ADTS says nothing of its length: it is guessed.
            long off = extension.equals("aac") ? 2_000_000 : 400_000;
            assertThat(info.durationUs()).isCloseTo(8_000_000, within(off));
            assertThat(reader.keyFrames().timesUs())
                    .hasSize((int) (info.durationUs() / 1_000_000) + 1)
                    .startsWith(0, 1_000_000);
        }
        Heard whole = Heard.whole(file);
        assertThat(whole.stretches()).hasSize(1);
        assertThat(whole.firstSecond()).isLessThan(0.03);
        assertThat(whole.lastSecond()).isCloseTo(8, within(0.08));
        assertThat(whole.report().ended()).isTrue();
        assertThat(whole.report().problem()).isNull();
        short[] line = whole.line();
        // ADTS has no place to say how late an encoder is.
        double late = extension.equals("aac") ? 0.03 : 0.002;
        for (int second = 1; second < 8; second++) {
            assertThat(Heard.peak(line, second - 0.3, second - 0.01)).isLessThan(700);
            assertThat(Heard.peak(line, second + late, second + late + 0.01)).isGreaterThan(3000);
        }
        Long[] edges = {0L, 2_000_000L, 5_500_000L, 20_000_000L};
        assertThat(Heard.parts(file, 1_000_000, edges).difference(whole)).isEmpty();
        Heard sought = Heard.sought(file, 1_000_000, edges);
        assertThat(sought.places()).isEqualTo(whole.places());
        short[] again = sought.line();
        int worst = 0;
        for (int i = 0; i < line.length; i++) {
            worst = Math.max(worst, Math.abs(line[i] - again[i]));
        }
        assertThat(worst).isLessThan(300);
    }

    @Test
    void aPictureIsDrawnOfThem() throws Exception {
        Path file =
                FilmMaker.of(folder.resolve("sound.m4a"))
                        .sound(SoundOptions.of("aac", 44100, 8, SoundOptions.beats()))
                        .make();
        Heard heard = new Heard();
        JpegSampling jpegs = new JpegSampling(Sampling.every(1_000_000), 320);
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = Heard.open(source)) {
            for (long us = 0; us < 8_000_000; us += 4_000_000) {
                heard.read(
                        reader,
                        new ReadRequest(us, us + 4_000_000, -1, List.of(), jpegs)
                                .withSound(SoundSampling.withTail(0)));
            }
        }
        assertThat(heard.framesUs).containsExactly(0L, 4_000_000L);
        var image = ImageIO.read(new ByteArrayInputStream(heard.jpegs.get(0)));
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(image.getHeight()).isEqualTo(180);
        // A beat at 1 s, nothing at 1.5 s.
        assertThat(image.getRGB(83, 70) & 0xFF).isGreaterThan(150);
        assertThat(image.getRGB(120, 70) & 0xFF).isLessThan(90);
    }

    /** As they are read if the sound ends every decoder. */
    @Test
    void textIsReadAlone() throws Exception {
        List<CaptionOptions.Cue> cues =
                List.of(
                        new CaptionOptions.Cue(500, 500, "One".getBytes()),
                        new CaptionOptions.Cue(2000, 500, "Two".getBytes()),
                        new CaptionOptions.Cue(7500, 500, "Three".getBytes()));
        Path file =
                FilmMaker.of(folder.resolve("sound.mka"))
                        .sound(SoundOptions.of("libopus", 48_000, 10, SoundOptions.beats()).from(1))
                        .captions(new CaptionOptions("subrip", "eng", cues))
                        .make();
        Heard heard = new Heard();
        List<String> said = new ArrayList<>();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = Heard.open(source)) {
            for (long us = 0; us < 10_000_000; us += 5_000_000) {
                ReadRequest alone = ReadRequest.captionsAlone(us, us + 5_000_000, -1);
                ReadReport report = reader.read(alone, heard);
                report.captions().forEach(line -> said.add(line.text()));
                assertThat(report.ended()).isFalse();
            }
            assertThat(heard.samples).isEmpty();
            // A pass that decodes is none the worse for it.
            heard.read(reader, Heard.request(0, Long.MAX_VALUE, 0));
        }
        assertThat(said).containsExactly("One", "Two", "Three");
        assertThat(heard.report().captions()).hasSize(3);
        assertThat(heard.lastSecond()).isCloseTo(10, within(0.1));
    }

    @Test
    void textAloneIsNothingToIndex() throws Exception {
        Path file =
                FilmMaker.of(folder.resolve("text.mkv"))
                        .captions(
                                new CaptionOptions(
                                        "subrip",
                                        "",
                                        List.of(
                                                new CaptionOptions.Cue(
                                                        0, 1000, "Hello".getBytes()))))
                        .make();
        try (TestingFileSource source = new TestingFileSource(file)) {
            assertThatThrownBy(() -> Heard.open(source))
                    .isInstanceOfSatisfying(
                            RejectedInput.class,
                            e -> assertThat(e.reason()).isEqualTo("no_video_track"));
        }
    }

    @Test
    void realSpeech() throws Exception {
        Path speech = SharedMedia.folder("speech");
        org.junit.jupiter.api.Assumptions.assumeTrue(speech != null, "no shared media");
        Path file = speech.resolve("jfk.flac");
        Heard whole = Heard.whole(file);

        assertThat(whole.lastSecond()).isCloseTo(11, within(0.1));
        assertThat(Heard.peak(whole.line(), 0, 11)).isGreaterThan(5000);
        Heard sought = Heard.sought(file, 2_000_000, 0L, 3_000_000L, 7_777_777L, 30_000_000L);
        assertThat(sought.difference(whole)).isEmpty();
        assertThat(Files.size(file)).isPositive();
    }
}

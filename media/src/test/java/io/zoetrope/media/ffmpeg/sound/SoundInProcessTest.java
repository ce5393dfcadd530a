package io.zoetrope.media.ffmpeg.sound;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.media.process.DecoderSlot;
import io.zoetrope.testing.clips.CaptionOptions;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound and captions that were decoded in a process of its own are the same. */
class SoundInProcessTest {
    @AutoClose
    private static final DecoderSlot SLOT =
            new DecoderSlot(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT);

    @TempDir Path folder;

    @Test
    void aFilm() throws Exception {
        List<CaptionOptions.Cue> cues =
                List.of(
                        new CaptionOptions.Cue(500, 900, "One".getBytes()),
                        new CaptionOptions.Cue(3000, 900, "Two".getBytes()));
        Path file =
                FilmMaker.of(folder.resolve("film.mkv"))
                        .pictures(ClipOptions.h264(64, 64, 25), 150)
                        .sound(SoundOptions.of("aac", 44100, 6, SoundOptions.sweep()))
                        .captions(new CaptionOptions("subrip", "eng", cues))
                        .make();
        Heard expected = Heard.parts(file, 500_000, 0L, 2_500_000L, 9_000_000L);

        Heard heard = new Heard();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = SLOT.open(source, "film")) {
            heard.read(reader, Heard.request(0, 2_500_000, 500_000));
            heard.read(reader, Heard.request(2_500_000, 9_000_000, 500_000));
        }
        assertThat(heard.difference(expected)).isEmpty();
        assertThat(heard.pieces).hasSameSizeAs(expected.pieces);
        assertThat(heard.reports.stream().map(ReadReport::captions))
                .isEqualTo(expected.reports.stream().map(ReadReport::captions).toList());
        assertThat(heard.reports.get(0).captions()).hasSize(1);
    }

    /** As it is asked of a video whose analysers neither see nor hear. */
    @Test
    void aPassThatNobodyWantsPicturesOfIsNoneForCaptionsAlone() throws Exception {
        List<CaptionOptions.Cue> cues = List.of(new CaptionOptions.Cue(500, 900, "One".getBytes()));
        Path file =
                FilmMaker.of(folder.resolve("film.mkv"))
                        .pictures(ClipOptions.h264(64, 64, 25), 50)
                        .captions(new CaptionOptions("subrip", "eng", cues))
                        .make();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader inside = Heard.open(source);
                TestingFileSource same = new TestingFileSource(file);
                VideoReader outside = SLOT.open(same, "film")) {
            for (VideoReader reader : List.of(inside, outside)) {
                ReadReport said =
                        reader.read(ReadRequest.captionsAlone(0, 20_000_000, -1), frame -> {});
                assertThat(said.captions()).hasSize(1);
                assertThat(said.framesDecoded()).isZero();
                assertThat(said.ended()).isFalse();

                ReadReport bare =
                        reader.read(
                                new ReadRequest(0, 20_000_000, -1, List.of(), JpegSampling.NONE)
                                        .withCaptions(),
                                frame -> {});
                assertThat(bare.captions()).isEqualTo(said.captions());
                assertThat(bare.ended()).isTrue();
                assertThat(bare.framesDecoded()).isEqualTo(50);
                assertThat(bare.signatures().count()).isEqualTo(50);
            }
        }
    }

    @Test
    void aFileOfSound() throws Exception {
        Path file =
                FilmMaker.of(folder.resolve("sound.mp3"))
                        .sound(SoundOptions.of("libmp3lame", 44100, 6, SoundOptions.beats()))
                        .make();
        Heard heard = new Heard();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = SLOT.open(source, "sound")) {
            MediaInfo info = reader.info();
            assertThat(info.hasPictures()).isFalse();
            assertThat(info.audioCodec()).isEqualTo("mp3");
            JpegSampling jpegs = new JpegSampling(Sampling.every(1_000_000), 160);
            heard.read(
                    reader,
                    new ReadRequest(0, 20_000_000, -1, List.of(), jpegs)
                            .withSound(SoundSampling.withTail(0)));
        }
        assertThat(heard.difference(Heard.whole(file))).isEmpty();
        assertThat(heard.jpegs).hasSize(1);
        assertThat(heard.report().ended()).isTrue();
    }
}

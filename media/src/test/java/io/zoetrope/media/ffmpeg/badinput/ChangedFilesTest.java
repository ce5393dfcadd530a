package io.zoetrope.media.ffmpeg.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.media.ffmpeg.sound.Heard;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.media.process.DecoderSlot;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that becomes shorter while it is read does not end there. */
class ChangedFilesTest {
    @TempDir Path folder;

    /** Of 3 MB, most of it sound. */
    private Path film() {
        return FilmMaker.of(folder.resolve("film.mov"))
                .pictures(TestingClips.SMALL, 400)
                .sound(
                        SoundOptions.of("pcm_s16le", 48_000, 16, SoundOptions.beats())
                                .withChannels(2))
                .make();
    }

    @Test
    void isReadAgainLater() throws Exception {
        Path film = film();
        try (TestingFileSource source = new TestingFileSource(film);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "film.mov", ReaderLimits.DEFAULT)) {
            becomesShorter(film, reader);
        }
    }

    @Test
    void isReadAgainLaterInAProcess() throws Exception {
        Path film = film();
        try (DecoderSlot slot =
                        new DecoderSlot(
                                DecoderSettings.DEFAULT.withoutPictures(), ReaderLimits.DEFAULT);
                TestingFileSource source = new TestingFileSource(film);
                VideoReader reader = slot.open(source, "film.mov")) {
            becomesShorter(film, reader);
        }
    }

    private static void becomesShorter(Path film, VideoReader reader) throws Exception {
        new Heard().read(reader, Heard.request(0, 1_000_000, 0));
        try (FileChannel file = FileChannel.open(film, StandardOpenOption.WRITE)) {
            file.truncate(file.size() * 2 / 3);
        }
        Heard heard = new Heard();
        assertThatThrownBy(() -> heard.read(reader, Heard.request(1_000_000, Long.MAX_VALUE, 0)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(DecoderLost.class)
                .hasMessageContaining("changed while it was read");
        assertThat(heard.framesUs).as("what came before").hasSizeBetween(3, 12);
    }
}

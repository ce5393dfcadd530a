package io.zoetrope.media.ffmpeg.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.clip.ReorderedFilm.Keys;
import io.zoetrope.media.ffmpeg.segment.MadeSegments;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clips of films whose pictures are decoded in another order than they are shown in. */
class JoinedPicturesTest {
    private static final int PICTURES = 175;
    private static final int PICTURE_US = 40_000;

    @TempDir Path folder;

    private record Made(MadeSegments.Seen seen, ClipReport report, long bytesRead) {}

    private static Made made(Path film, long startMs, long endMs) throws Exception {
        ByteArrayOutputStream clip = new ByteArrayOutputStream();
        ClipRequest request = new ClipRequest(startMs * 1000, endMs * 1000, 640, 1 << 24);
        try (TestingFileSource source = new TestingFileSource(film);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "film.mp4", ReaderLimits.DEFAULT)) {
            reader.keyFrames();
            long before = source.bytesRead();
            ClipReport report =
                    reader.clip(request, (piece, length) -> clip.write(piece, 0, length));
            long read = source.bytesRead() - before;
            try (TestingFileSource bytes = new TestingFileSource(clip.toByteArray())) {
                return new Made(MadeSegments.seen(bytes, 0), report, read);
            }
        }
    }

    /** An end before whose last picture a later one is decoded. */
    @ParameterizedTest
    @CsvSource({
        "1300, 4080, 50",
        "1000, 4080, 75",
        "0, 3400, 75",
        // Both ends come without a later one.
        "1300, 4040, 51",
    })
    void aTailIsEncodedToo(long startMs, long endMs, int copied) throws Exception {
        Path film = ReorderedFilm.make(folder.resolve("film.mp4"), Keys.IDR, PICTURES);
        Made made = made(film, startMs, endMs);
        int first = (int) (startMs * 1000 / PICTURE_US);
        int end = (int) (endMs * 1000 / PICTURE_US);
        assertThat(made.seen().numbers()).isEqualTo(IntStream.range(first, end).boxed().toList());
        for (int i = 1; i < end - first; i++) {
            long us = (long) (first + i) * PICTURE_US - startMs * 1000;
            assertThat(made.seen().timesUs().get(i)).as("picture " + i).isCloseTo(us, within(30L));
        }
        assertThat(made.report().copied()).isEqualTo(copied);
        assertThat(made.report().pictures()).isEqualTo(end - first);
    }

    /** What cannot be copied is known before an end is decoded and encoded for nothing. */
    @Test
    void endsBesideKeyFramesThatDoNotRefreshAreNotEncoded() throws Exception {
        Path film = ReorderedFilm.make(folder.resolve("film.mp4"), Keys.RECOVERY, PICTURES);
        Made made = made(film, 1480, 4040);
        assertThat(made.seen().numbers()).isEqualTo(IntStream.range(37, 101).boxed().toList());
        assertThat(made.report().copied()).isZero();
        // Once to look, once to encode it; ends for nothing were a third more.
        assertThat(made.bytesRead()).isLessThan(1_600_000);
    }

    /** A key frame behind the end is no end of what is copied: one before the end may follow it. */
    @ParameterizedTest
    @CsvSource({"0, 4160", "0, 4150", "0, 1040", "400, 4160"})
    void nothingIsLostBeforeAKeyFrameThatIsShownBehindTheEnd(long startMs, long endMs)
            throws Exception {
        Path film = ReorderedFilm.make(folder.resolve("film.mp4"), Keys.OPEN, PICTURES);
        Made made = made(film, startMs, endMs);
        int end = (int) ((endMs * 1000 + PICTURE_US - 1) / PICTURE_US);
        int first = (int) (startMs * 1000 / PICTURE_US);
        assertThat(made.seen().numbers()).isEqualTo(IntStream.range(first, end).boxed().toList());
    }
}

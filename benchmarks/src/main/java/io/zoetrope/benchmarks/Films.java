package io.zoetrope.benchmarks;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.clips.TestingFileSource;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Clips and films that the benchmarks index. */
public final class Films {
    private static final int PATCHES = 400;

    private Films() {}

    /** H.264, one key frame a second, two shots of moving patches: nothing that codes too well. */
    public static Path clip(Path file, int width, int height, int framesPerSecond, int seconds) {
        return clip(file, width, height, framesPerSecond, seconds, "libopenh264");
    }

    /**
     * The same in another coding.
     *
     * @param codec FFmpeg's name of an encoder
     */
    public static Path clip(
            Path file, int width, int height, int framesPerSecond, int seconds, String codec) {
        int half = framesPerSecond * seconds / 2;
        ClipMaker.make(
                file,
                ClipOptions.h264(width, height, framesPerSecond)
                        .withCodec(codec, framesPerSecond, 0),
                List.of(
                        new Shot("first", (canvas, frame, s) -> paint(canvas, frame, 1), half),
                        new Shot("second", (canvas, frame, s) -> paint(canvas, frame, 2), half)));
        return file;
    }

    /** H.264 of one shot, with no key frame but the first: the encoder sets one at a cut. */
    public static Path oneGroup(
            Path file, int width, int height, int framesPerSecond, int seconds) {
        int frames = framesPerSecond * seconds;
        ClipMaker.make(
                file,
                ClipOptions.h264(width, height, framesPerSecond)
                        .withCodec("libopenh264", frames, 0),
                List.of(new Shot("only", (canvas, frame, s) -> paint(canvas, frame, 1), frames)));
        return file;
    }

    /** Repeats a clip to a film of the given length. */
    public static Path film(Path clip, Path file, int clipSeconds, int seconds) throws IOException {
        LoopedFilm.write(clip, file, seconds / clipSeconds, clipSeconds * 1_000_000L);
        return file;
    }

    /** The pictures of a clip, so many times. */
    static Path repeated(Path clip, Path file, int times) throws IOException, RejectedInput {
        try (MediaSource source = new TestingFileSource(clip);
                VideoReader reader =
                        FfmpegVideoReader.open(source, clip.toString(), ReaderLimits.DEFAULT)) {
            LoopedFilm.write(clip, file, times, reader.info().durationUs());
        }
        return file;
    }

    private static void paint(BufferedImage canvas, int frame, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Graphics2D g = canvas.createGraphics();
        g.setColor(seed == 1 ? Color.DARK_GRAY : Color.LIGHT_GRAY);
        g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        for (int i = 0; i < PATCHES; i++) {
            g.setColor(new Color(random.nextInt(0x1000000)));
            int size = 8 + random.nextInt(canvas.getHeight() / 6);
            int x = random.nextInt(canvas.getWidth()) + frame * (1 + random.nextInt(5));
            g.fillRect(x % canvas.getWidth(), random.nextInt(canvas.getHeight()), size, size);
        }
        g.dispose();
    }
}

package io.zoetrope.media.process;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.Sampling;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.Shot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Two seconds, and how to read all of their frames. */
final class TestingClip {
    static final int FRAMES = 40;

    private TestingClip() {}

    static byte[] bytes(Path folder) throws IOException {
        Path file = folder.resolve("clip.mp4");
        ClipMaker.make(
                file,
                ClipOptions.h264(128, 96, 20),
                List.of(new Shot("numbers", new FrameNumbers(), FRAMES)));
        return Files.readAllBytes(file);
    }

    static ReadRequest everyFrame() {
        return range(0, Long.MAX_VALUE);
    }

    static ReadRequest range(long startUs, long endUs) {
        FrameShape shape = new FrameShape(32, 32, FrameShape.Fit.STRETCH, 0);
        return new ReadRequest(
                startUs,
                endUs,
                -1,
                List.of(PictureSampling.of("model", Sampling.every(0), shape)),
                new JpegSampling(Sampling.every(0), 64));
    }
}

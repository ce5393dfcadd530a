package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract over videos from the world outside, if they are at hand; with {@code
 * -Dzoetrope.wholeVideos=true} over all of each.
 */
class RealVideosTest {
    /** Pixels that are decoded of each in one pass: as many as keep the build short. */
    private static final long MOST_PIXELS = 20_000_000;

    private static final boolean WHOLE = Boolean.getBoolean("zoetrope.wholeVideos");

    @ParameterizedTest
    @MethodSource("videos")
    void holds(Path video) throws Exception {
        Assumptions.assumeTrue(video != null, "no videos: zoetrope.shared is not set");
        try (TestingFileSource source = new TestingFileSource(video);
                VideoReader reader = open(source, video.getFileName().toString())) {
            assertThat(reader.info().width()).isPositive();
            assertThat(reader.info().frameRate().value()).isBetween(1.0, 240.0);
            new ReaderContract(reader, mostUs(reader.info()), 200_000).holds();
        }
    }

    VideoReader open(MediaSource source, String name) throws Exception {
        return FfmpegVideoReader.open(source, name, ReaderLimits.DEFAULT);
    }

    long mostPixels() {
        return MOST_PIXELS;
    }

    private long mostUs(MediaInfo info) {
        double pixelsPerSecond = info.frameRate().value() * info.width() * info.height();
        return WHOLE ? Long.MAX_VALUE : (long) (1e6 * mostPixels() / pixelsPerSecond);
    }

    static List<Path> videos() throws IOException {
        Path folder = SharedMedia.folder("videos");
        if (folder == null) {
            // One null: a source without arguments would fail instead of skipping.
            return Collections.singletonList(null);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(".vtt")).sorted().toList();
        }
    }
}

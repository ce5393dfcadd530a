package io.zoetrope.operators.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract over videos from the world outside, where they are at hand. */
class RealVideosTest {
    /** As much of each as keeps the build short; {@code -Dzoetrope.wholeVideos=true} reads all. */
    private static final long MOST_US =
            Boolean.getBoolean("zoetrope.wholeVideos") ? Long.MAX_VALUE : 500_000;

    @ParameterizedTest
    @MethodSource("videos")
    void holds(Path video) throws Exception {
        Assumptions.assumeTrue(video != null, "no videos: zoetrope.shared is not set");
        try (TestingFileSource source = new TestingFileSource(video);
                VideoReader reader =
                        FfmpegVideoReader.open(
                                source, video.getFileName().toString(), ReaderLimits.DEFAULT)) {
            assertThat(reader.info().width()).isPositive();
            assertThat(reader.info().frameRate().value()).isBetween(1.0, 240.0);
            new ReaderContract(reader, MOST_US, 200_000).holds();
        }
    }

    static List<Path> videos() throws IOException {
        Path folder = SharedMedia.folder("videos");
        if (folder == null) {
            // One null: a source without arguments would fail instead of skipping.
            return java.util.Collections.singletonList(null);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(".vtt")).sorted().toList();
        }
    }
}

package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.TestingFileSource;
import io.zoetrope.testing.process.ChildJvm;
import io.zoetrope.testing.process.ChildOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No decoder's process outlives its parent, not even one that spins. */
class OrphanedDecoderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir static Path folder;

    /** A parent that decodes, says the number of its process, and waits to be killed. */
    public static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws Exception {
            DecoderSettings settings =
                    DecoderSettings.DEFAULT.withProgram(MisbehavingChild.PROGRAM);
            byte[] clip = Files.readAllBytes(Path.of(args[0]));
            try (DecoderSlot slot = new DecoderSlot(settings, ReaderLimits.DEFAULT);
                    VideoReader reader = slot.open(new TestingFileSource(clip), args[1])) {
                reader.read(
                        TestingClip.everyFrame(),
                        frame -> {
                            if (frame.ptsUs() == 0) {
                                System.out.println("decoder " + slot.pid());
                            }
                        });
                Thread.currentThread().join();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle.mp4", "spin-1.mp4"})
    void goesWithItsParent(String video) throws Exception {
        TestingClip.bytes(folder);
        Path clip = folder.resolve("clip.mp4");
        try (ChildJvm parent =
                ChildJvm.start(
                        new ChildOptions(
                                "parent-" + video,
                                folder,
                                List.of("-Xmx64m"),
                                List.of(
                                        System.getProperty("java.class.path")
                                                .split(File.pathSeparator)),
                                Parent.class.getName(),
                                List.of(clip.toString(), video),
                                Map.of()))) {
            String line = parent.awaitLine("decoder ", PATIENCE);
            long pid = Long.parseLong(line.replaceAll("\\D", ""));
            assertThat(gone(pid)).isFalse();

            parent.kill();

            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!gone(pid)) {
                assertThat(System.nanoTime()).as("decoder %d lives on", pid).isLessThan(end);
                Thread.onSpinWait();
            }
        }
    }

    /** Gone, or nothing but an entry that nobody has asked for. */
    private static boolean gone(long pid) throws IOException {
        try {
            return Files.readString(Path.of("/proc", pid + "", "stat")).contains(") Z ");
        } catch (NoSuchFileException e) {
            return true;
        }
    }
}

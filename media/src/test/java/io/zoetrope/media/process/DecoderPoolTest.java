package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.DecodersBusy;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderPoolTest {
    private static final DecoderSettings SETTINGS =
            DecoderSettings.DEFAULT
                    .withDeadline(Duration.ofSeconds(4))
                    .withProgram(MisbehavingChild.PROGRAM);

    /** For those that nothing holds up but a machine that has much to do. */
    private static final DecoderSettings PATIENT = SETTINGS.withDeadline(Duration.ofSeconds(60));

    @TempDir static Path folder;
    private static byte[] clip;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeAll
    static void make() throws Exception {
        clip = TestingClip.bytes(folder);
    }

    @AfterEach
    void leavesNone() {
        threads.shutdownNow();
        ProcessHandle.current().children().forEach(child -> child.onExit().join());
    }

    @Test
    void aVideoThatSpinsHoldsUpOneOnly() throws Exception {
        try (VideoReaders pool = DecoderPool.share(SETTINGS, ReaderLimits.DEFAULT, 2)) {
            Future<VideoReader> spinning =
                    threads.submit(() -> pool.open(new TestingFileSource(clip), "open-spin.mp4"));
            int before = 0;
            while (!spinning.isDone()) {
                keyFrames(pool);
                before++;
            }

            assertThat(before).isGreaterThan(1);
            assertThatThrownBy(spinning::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            DecoderLost.class,
                            lost -> assertThat(lost.reason()).isEqualTo(DecoderLost.TIMEOUT));
        }
    }

    @Test
    void saysThatAllAreBusy() throws Exception {
        try (VideoReaders pool = DecoderPool.share(PATIENT, ReaderLimits.DEFAULT, 1)) {
            try (VideoReader first = pool.open(new TestingFileSource(clip), "fine.mp4")) {
                assertThat(first.info().width()).isEqualTo(128);
                assertThatThrownBy(() -> pool.open(new TestingFileSource(clip), "fine.mp4"))
                        .isInstanceOf(DecodersBusy.class);
            }
            // Also after one that could not be opened.
            assertThatThrownBy(() -> pool.open(new TestingFileSource(clip), "open-crash.mp4"))
                    .isInstanceOf(DecoderLost.class);
            keyFrames(pool);
        }
    }

    @Test
    void endsWithTheLastWhoSharesIt() throws Exception {
        VideoReaders one = DecoderPool.share(PATIENT, ReaderLimits.DEFAULT, 1);
        VideoReaders other = DecoderPool.share(PATIENT, ReaderLimits.DEFAULT, 1);
        keyFrames(one);
        List<ProcessHandle> processes = ProcessHandle.current().children().toList();
        one.close();
        one.close();
        keyFrames(other);
        assertThat(ProcessHandle.current().children()).containsAll(processes);

        Future<VideoReader> spinning =
                threads.submit(() -> other.open(new TestingFileSource(clip), "open-spin.mp4"));
        other.close();

        for (ProcessHandle process : processes) {
            process.onExit().join();
        }
        assertThatThrownBy(spinning::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void aSetGivesEachOpenVideoAProcessAndKeepsOne() throws Exception {
        try (VideoReaders set = new DecoderSet(PATIENT, ReaderLimits.DEFAULT)) {
            assertThat(children()).isEqualTo(1);
            VideoReader first = set.open(new TestingFileSource(clip), "fine.mp4");
            VideoReader second = set.open(new TestingFileSource(clip), "fine.mp4");
            int[] frames = {0};
            first.read(TestingClip.range(0, 1_000_000), frame -> frames[0]++);
            second.read(TestingClip.everyFrame(), frame -> frames[0]++);
            first.read(TestingClip.range(1_000_000, 2_000_000), frame -> frames[0]++);
            assertThat(frames[0]).isEqualTo(2 * TestingClip.FRAMES);
            assertThat(children()).isEqualTo(2);

            first.close();
            second.close();
            while (children() > 1) {
                Thread.onSpinWait();
            }
        }
    }

    private static void keyFrames(VideoReaders readers) throws Exception {
        try (VideoReader reader = readers.open(new TestingFileSource(clip), "fine.mp4")) {
            assertThat(reader.keyFrames().timesUs()).isNotEmpty();
        }
    }

    private static long children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }
}

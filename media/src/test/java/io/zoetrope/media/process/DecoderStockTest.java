package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderStockTest {
    private static final DecoderSettings SETTINGS =
            DecoderSettings.DEFAULT
                    .withDeadline(Duration.ofSeconds(60))
                    .withProgram(MisbehavingChild.PROGRAM);

    /** Longer than any machine needs here. */
    private static final long LONG_MS = 600_000;

    @TempDir static Path folder;
    private static byte[] clip;

    @BeforeAll
    static void make() throws Exception {
        clip = TestingClip.bytes(folder);
    }

    @AfterEach
    void leavesNone() {
        ProcessHandle.current().children().forEach(child -> child.onExit().join());
    }

    @Test
    void aProcessThatIsSoonFreeIsWaitedFor() throws Exception {
        DecoderStock stock = stock(LONG_MS);
        VideoReader first = open(stock);
        Opening second = new Opening(stock);
        second.awaitWaiting();
        assertThat(children()).isEqualTo(1);

        first.close();
        second.thread.join();
        assertThat(second.failure.get()).isNull();
        assertThat(children()).isEqualTo(1);
        stock.close();
    }

    @Test
    void oneThatIsBusyForLongIsNot() throws Exception {
        DecoderStock stock = stock(1);
        VideoReader first = open(stock);
        VideoReader second = open(stock);
        assertThat(children()).isEqualTo(2);

        first.close();
        second.close();
        stock.close();
    }

    @Test
    void whoeverWaitsIsToldOfTheEnd() throws Exception {
        DecoderStock stock = stock(LONG_MS);
        open(stock);
        Opening second = new Opening(stock);
        second.awaitWaiting();
        stock.close();
        second.thread.join();
        assertThat(second.failure.get()).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void whoeverWaitsCanBeInterrupted() throws Exception {
        DecoderStock stock = stock(LONG_MS);
        open(stock);
        boolean[] over = {false};
        Thread.currentThread().interrupt();
        assertThatThrownBy(
                        () ->
                                stock.open(
                                        new TestingFileSource(clip),
                                        "fine.mp4",
                                        () -> over[0] = true))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(over[0]).isTrue();
        stock.close();
    }

    private static DecoderStock stock(long soonMs) {
        return new DecoderStock(SETTINGS, ReaderLimits.DEFAULT, 2, soonMs);
    }

    private static VideoReader open(DecoderStock stock) throws Exception {
        return stock.open(new TestingFileSource(clip), "fine.mp4", () -> {});
    }

    private static long children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    /** Opens a video on a thread of its own, and closes it. */
    private static final class Opening {
        private final AtomicReference<Exception> failure = new AtomicReference<>();
        private final Thread thread;

        private Opening(DecoderStock stock) {
            thread =
                    new Thread(
                            () -> {
                                try {
                                    open(stock).close();
                                } catch (Exception e) {
                                    failure.set(e);
                                }
                            });
            thread.start();
        }

        private void awaitWaiting() {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
    }
}

package io.zoetrope.media.process;

import static io.zoetrope.media.process.TestingDecoder.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever those between whom a decoder stands do: the source, who takes the pictures, who calls.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DecoderCallersTest {
    @TempDir static Path folder;
    @AutoClose private static TestingDecoder decoder;

    @BeforeAll
    static void start() throws IOException {
        decoder = new TestingDecoder(folder);
    }

    @Test
    void whatTheSourceThrowsComesOutOfTheReader() throws Exception {
        decoder.assertNextVideoIsRead();
        long pid = decoder.slot().pid();
        IOException away = new IOException("away");

        assertThatThrownBy(
                        () ->
                                decoder.slot()
                                        .open(
                                                new TestingSource(decoder.clip(), 0, away),
                                                "fine.mp4"))
                .isSameAs(away);
        decoder.assertNextVideoIsRead();
        assertThat(decoder.slot().pid()).isEqualTo(pid);
    }

    @Test
    void aSourceThatTricklesIsAnsweredForByTheStore() throws Exception {
        try (DecoderSlot hasty =
                TestingDecoder.slot(SETTINGS.withDeadline(Duration.ofSeconds(1)))) {
            assertThatThrownBy(
                            () -> {
                                try (VideoReader reader =
                                        hasty.open(
                                                new TestingSource(decoder.clip(), 400, null),
                                                "a.mp4")) {
                                    reader.read(TestingClip.everyFrame(), frame -> {});
                                }
                            })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(DecoderLost.class)
                    .hasMessageContaining("store");
        }
    }

    @Test
    void whoTakesPicturesMayTakeHisTime() throws Exception {
        try (DecoderSlot hasty = TestingDecoder.slot(SETTINGS.withDeadline(Duration.ofSeconds(2)));
                VideoReader reader =
                        hasty.open(new TestingFileSource(decoder.clip()), "fine.mp4")) {
            CountDownLatch never = new CountDownLatch(1);
            int[] frames = {0};
            reader.read(
                    TestingClip.everyFrame(),
                    frame -> {
                        if (frames[0]++ == 0) {
                            awaitInVain(never, 3000);
                        }
                    });
            assertThat(frames[0]).isEqualTo(TestingClip.FRAMES);
        }
    }

    @Test
    void whatTheTakerThrowsEndsTheProcess() throws Exception {
        UncheckedIOException full = new UncheckedIOException(new IOException("full"));
        assertThatThrownBy(
                        () -> {
                            try (VideoReader reader =
                                    decoder.slot()
                                            .open(new TestingFileSource(decoder.clip()), "a.mp4")) {
                                reader.read(
                                        TestingClip.everyFrame(),
                                        frame -> {
                                            throw full;
                                        });
                            }
                        })
                .isSameAs(full);
        decoder.assertNextVideoIsRead();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch third = new CountDownLatch(1);
        Thread caller =
                new Thread(
                        () -> {
                            try (DecoderSlot own = TestingDecoder.slot(SETTINGS)) {
                                int[] frames = {0};
                                try (VideoReader reader =
                                        own.open(
                                                new TestingFileSource(decoder.clip()),
                                                "spin-3.mp4")) {
                                    reader.read(
                                            TestingClip.everyFrame(),
                                            frame -> {
                                                if (++frames[0] == 3) {
                                                    third.countDown();
                                                }
                                            });
                                }
                            } catch (Exception e) {
                                thrown.set(e);
                            }
                        });
        caller.start();
        third.await();
        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
    }

    private static void awaitInVain(CountDownLatch latch, long ms) {
        try {
            latch.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a byte at a time after so many milliseconds, or fails. */
    private record TestingSource(byte[] bytes, long delayMs, IOException failure)
            implements MediaSource {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public String version() {
            return "";
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            if (failure != null) {
                throw failure;
            }
            awaitInVain(new CountDownLatch(1), delayMs);
            into.put(bytes[(int) position]);
            return 1;
        }

        @Override
        public void close() {}
    }
}

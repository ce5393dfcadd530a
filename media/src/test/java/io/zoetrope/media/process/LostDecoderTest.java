package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a decoder's process does: the caller is told in time, and the next video is read. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LostDecoderTest {
    private static final int FRAMES = TestingClip.FRAMES;
    private static final DecoderSettings SETTINGS =
            DecoderSettings.DEFAULT
                    .withMemory(512L << 20)
                    .withDeadline(Duration.ofSeconds(20))
                    .withProgram(MisbehavingChild.PROGRAM);

    @TempDir static Path folder;
    private static byte[] clip;
    @AutoClose private static DecoderSlot slot;

    @BeforeAll
    static void start() throws IOException {
        clip = TestingClip.bytes(folder);
        slot = new DecoderSlot(SETTINGS, ReaderLimits.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "crash-3.mp4, decoder_crash, 3, SIGSEGV",
        "exit-2.mp4, decoder_crash, 2, exit code 0",
        "throw-4.mp4, decoder_crash, 4, a defect",
        "balloon-3.mp4, out_of_memory, 3, 512 MiB",
        "heap-3.mp4, out_of_memory, 3, 512 MiB",
        "open-crash.mp4, decoder_crash, 0, SIGSEGV",
        "open-balloon.mp4, out_of_memory, 0, 512 MiB",
    })
    void isLostForAReason(String name, String reason, int frames, String detail) throws Exception {
        List<SampledFrame> got = new ArrayList<>();
        DecoderLost lost = catchThrowableOfType(DecoderLost.class, () -> read(name, got));

        assertThat(lost.reason().wire()).isEqualTo(reason);
        assertThat(lost).hasMessageContaining(detail);
        assertThat(got).hasSize(frames);
        assertNextVideoIsRead();
    }

    @ParameterizedTest
    @CsvSource({"spin-3.mp4, 3", "open-spin.mp4, 0"})
    void isGivenUpAfterItsDeadline(String name, int frames) throws Exception {
        List<SampledFrame> got = new ArrayList<>();
        try (DecoderSlot hasty = slot(SETTINGS.withDeadline(Duration.ofSeconds(2)))) {
            // Its start does not count.
            read(hasty, "fine.mp4", new ArrayList<>());
            DecoderLost lost =
                    catchThrowableOfType(DecoderLost.class, () -> read(hasty, name, got));

            assertThat(lost.reason()).isEqualTo(DecoderLost.TIMEOUT);
            assertThat(lost).hasMessageContaining("2 s");
            assertThat(got).hasSize(frames);
        }
    }

    @Test
    void openingAndWhatFollowsShareADeadline() throws Exception {
        Duration more = Duration.ofNanos(MisbehavingChild.NAP_NANOS * 8 / 5);
        try (DecoderSlot hasty = slot(SETTINGS.withDeadline(more))) {
            read(hasty, "fine.mp4", new ArrayList<>());
            assertThat(read(hasty, "nap-1.mp4", new ArrayList<>())).isEqualTo(FRAMES);

            List<SampledFrame> got = new ArrayList<>();
            DecoderLost lost =
                    catchThrowableOfType(
                            DecoderLost.class, () -> read(hasty, "nap-1-drowsy.mp4", got));

            assertThat(lost.reason()).isEqualTo(DecoderLost.TIMEOUT);
            assertThat(got).hasSize(1);
        }
    }

    @Test
    void killedFromOutsideIsACrash() throws Exception {
        List<SampledFrame> got = new ArrayList<>();
        DecoderLost lost =
                catchThrowableOfType(
                        DecoderLost.class,
                        () -> {
                            try (VideoReader reader =
                                    slot.open(new TestingFileSource(clip), "a.mp4")) {
                                reader.read(
                                        everyFrame(),
                                        frame -> {
                                            got.add(frame);
                                            if (got.size() == 1) {
                                                kill(slot.pid());
                                            }
                                        });
                            }
                        });

        assertThat(lost.reason()).isEqualTo(DecoderLost.CRASH);
        assertThat(lost).hasMessageContaining("signal 9");
        assertNextVideoIsRead();
    }

    @Test
    void killedWhileItWaitsIsReplacedUnseen() throws Exception {
        assertNextVideoIsRead();
        long first = slot.pid();
        kill(first);

        assertNextVideoIsRead();
        assertThat(slot.pid()).isNotEqualTo(first);
    }

    @Test
    void isReplacedWhenItIsWorn() throws Exception {
        try (DecoderSlot short_ = slot(SETTINGS.withRenewAfter(4))) {
            List<Long> pids = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                // Opened and read.
                assertThat(read(short_, "fine.mp4", new ArrayList<>())).isEqualTo(FRAMES);
                pids.add(short_.pid());
            }
            assertThat(pids.get(1)).isEqualTo(pids.get(0));
            assertThat(pids.get(2)).isNotEqualTo(pids.get(0)).isEqualTo(pids.get(3));
        }
    }

    @Test
    void isReplacedInTheMiddleOfAVideoButNotWhereItsDecoderGoesOn() throws Exception {
        try (DecoderSlot short_ = slot(SETTINGS.withRenewAfter(2));
                VideoReader reader = short_.open(new TestingFileSource(clip), "fine.mp4")) {
            long first = short_.pid();
            List<SampledFrame> frames = new ArrayList<>();
            reader.read(range(0, 500_000), frames::add);
            reader.read(range(500_000, 1_000_000), frames::add);
            assertThat(short_.pid()).isEqualTo(first);
            reader.read(range(1_500_000, 2_000_000), frames::add);

            assertThat(short_.pid()).isNotEqualTo(first);
            assertThat(frames).hasSize(FRAMES * 3 / 4);
        }
    }

    @Test
    void whatItPrintsIsNoMessage() throws Exception {
        assertThat(read("print-3.mp4", new ArrayList<>())).isEqualTo(FRAMES);
    }

    @Test
    void reachesNothingOutside() {
        RejectedInput said =
                catchThrowableOfType(
                        RejectedInput.class, () -> read("open-reach.mp4", new ArrayList<>()));

        assertThat(said.reason()).isEqualTo("forbidden_uri");
        assertThat(said.getMessage()).startsWith("[environment").doesNotContain("JAVA_TOOL");
    }

    @Test
    void limitsAreInForce() throws Exception {
        assertNextVideoIsRead();

        assertThat(Confinement.inForce(slot.pid()))
                .contains("open files 0", "file size 0", "oom_score_adj 1000", "cpu time 160")
                .doesNotContain("unlimited");
    }

    @Test
    void whatTheSourceThrowsComesOutOfTheReader() throws Exception {
        assertNextVideoIsRead();
        long pid = slot.pid();
        IOException away = new IOException("away");

        assertThatThrownBy(() -> slot.open(new TestingSource(clip, 0, away), "fine.mp4"))
                .isSameAs(away);
        assertNextVideoIsRead();
        assertThat(slot.pid()).isEqualTo(pid);
    }

    @Test
    void aSourceThatTricklesIsAnsweredForByTheStore() throws Exception {
        try (DecoderSlot hasty = slot(SETTINGS.withDeadline(Duration.ofSeconds(1)))) {
            assertThatThrownBy(
                            () -> {
                                try (VideoReader reader =
                                        hasty.open(new TestingSource(clip, 400, null), "a.mp4")) {
                                    reader.read(everyFrame(), frame -> {});
                                }
                            })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(DecoderLost.class)
                    .hasMessageContaining("store");
        }
    }

    @Test
    void whoTakesPicturesMayTakeHisTime() throws Exception {
        try (DecoderSlot hasty = slot(SETTINGS.withDeadline(Duration.ofSeconds(2)));
                VideoReader reader = hasty.open(new TestingFileSource(clip), "fine.mp4")) {
            CountDownLatch never = new CountDownLatch(1);
            int[] frames = {0};
            reader.read(
                    everyFrame(),
                    frame -> {
                        if (frames[0]++ == 0) {
                            awaitInVain(never, 3000);
                        }
                    });
            assertThat(frames[0]).isEqualTo(FRAMES);
        }
    }

    @Test
    void whatTheTakerThrowsEndsTheProcess() throws Exception {
        UncheckedIOException full = new UncheckedIOException(new IOException("full"));
        assertThatThrownBy(
                        () -> {
                            try (VideoReader reader =
                                    slot.open(new TestingFileSource(clip), "a.mp4")) {
                                reader.read(
                                        everyFrame(),
                                        frame -> {
                                            throw full;
                                        });
                            }
                        })
                .isSameAs(full);
        assertNextVideoIsRead();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch third = new CountDownLatch(1);
        Thread caller =
                new Thread(
                        () -> {
                            try (DecoderSlot own = slot(SETTINGS)) {
                                int[] frames = {0};
                                try (VideoReader reader =
                                        own.open(new TestingFileSource(clip), "spin-3.mp4")) {
                                    reader.read(
                                            everyFrame(),
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

    @Test
    void saysWhyNoneCanBeStarted() {
        ChildProgram none = new ChildProgram("no.such.Decoder", List.of());
        try (DecoderSlot broken = slot(SETTINGS.withProgram(none))) {
            assertThatThrownBy(() -> broken.open(new TestingFileSource(clip), "a.mp4"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no.such.Decoder");
        }
    }

    private static void assertNextVideoIsRead() throws Exception {
        assertThat(read("fine.mp4", new ArrayList<>())).isEqualTo(FRAMES);
    }

    private static int read(String name, List<SampledFrame> frames) throws Exception {
        return read(slot, name, frames);
    }

    private static int read(DecoderSlot slot, String name, List<SampledFrame> frames)
            throws Exception {
        try (VideoReader reader = slot.open(new TestingFileSource(clip), name)) {
            reader.read(everyFrame(), frames::add);
        }
        return frames.size();
    }

    private static DecoderSlot slot(DecoderSettings settings) {
        return new DecoderSlot(settings, ReaderLimits.DEFAULT);
    }

    private static ReadRequest everyFrame() {
        return TestingClip.everyFrame();
    }

    private static ReadRequest range(long startUs, long endUs) {
        return TestingClip.range(startUs, endUs);
    }

    private static void kill(long pid) {
        ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
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

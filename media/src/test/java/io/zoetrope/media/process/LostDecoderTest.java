package io.zoetrope.media.process;

import static io.zoetrope.media.process.TestingDecoder.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    @TempDir static Path folder;
    @AutoClose private static TestingDecoder decoder;

    @BeforeAll
    static void start() throws IOException {
        decoder = new TestingDecoder(folder);
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
        DecoderLost lost = catchThrowableOfType(DecoderLost.class, () -> decoder.read(name, got));

        assertThat(lost.reason().wire()).isEqualTo(reason);
        assertThat(lost).hasMessageContaining(detail);
        assertThat(got).hasSize(frames);
        decoder.assertNextVideoIsRead();
    }

    @ParameterizedTest
    @CsvSource({"spin-3.mp4, 3", "open-spin.mp4, 0"})
    void isGivenUpAfterItsDeadline(String name, int frames) throws Exception {
        List<SampledFrame> got = new ArrayList<>();
        try (DecoderSlot hasty =
                TestingDecoder.slot(SETTINGS.withDeadline(Duration.ofSeconds(2)))) {
            // Its start does not count.
            decoder.read(hasty, "fine.mp4", new ArrayList<>());
            DecoderLost lost =
                    catchThrowableOfType(DecoderLost.class, () -> decoder.read(hasty, name, got));

            assertThat(lost.reason()).isEqualTo(DecoderLost.TIMEOUT);
            assertThat(lost).hasMessageContaining("2 s");
            assertThat(got).hasSize(frames);
        }
    }

    @Test
    void openingAndWhatFollowsShareADeadline() throws Exception {
        Duration more = Duration.ofNanos(MisbehavingChild.NAP_NANOS * 8 / 5);
        try (DecoderSlot hasty = TestingDecoder.slot(SETTINGS.withDeadline(more))) {
            decoder.read(hasty, "fine.mp4", new ArrayList<>());
            assertThat(decoder.read(hasty, "nap-1.mp4", new ArrayList<>()))
                    .isEqualTo(TestingClip.FRAMES);

            List<SampledFrame> got = new ArrayList<>();
            DecoderLost lost =
                    catchThrowableOfType(
                            DecoderLost.class, () -> decoder.read(hasty, "nap-1-drowsy.mp4", got));

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
                                    decoder.slot()
                                            .open(new TestingFileSource(decoder.clip()), "a.mp4")) {
                                reader.read(
                                        TestingClip.everyFrame(),
                                        frame -> {
                                            got.add(frame);
                                            if (got.size() == 1) {
                                                kill(decoder.slot().pid());
                                            }
                                        });
                            }
                        });

        assertThat(lost.reason()).isEqualTo(DecoderLost.CRASH);
        assertThat(lost).hasMessageContaining("signal 9");
        decoder.assertNextVideoIsRead();
    }

    @Test
    void killedWhileItWaitsIsReplacedUnseen() throws Exception {
        decoder.assertNextVideoIsRead();
        long first = decoder.slot().pid();
        kill(first);

        decoder.assertNextVideoIsRead();
        assertThat(decoder.slot().pid()).isNotEqualTo(first);
    }

    @Test
    void isReplacedWhenItIsWorn() throws Exception {
        try (DecoderSlot short_ = TestingDecoder.slot(SETTINGS.withRenewAfter(4))) {
            List<Long> pids = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                // Opened and read.
                assertThat(decoder.read(short_, "fine.mp4", new ArrayList<>()))
                        .isEqualTo(TestingClip.FRAMES);
                pids.add(short_.pid());
            }
            assertThat(pids.get(1)).isEqualTo(pids.get(0));
            assertThat(pids.get(2)).isNotEqualTo(pids.get(0)).isEqualTo(pids.get(3));
        }
    }

    @Test
    void isReplacedInTheMiddleOfAVideoButNotWhereItsDecoderGoesOn() throws Exception {
        try (DecoderSlot short_ = TestingDecoder.slot(SETTINGS.withRenewAfter(2));
                VideoReader reader =
                        short_.open(new TestingFileSource(decoder.clip()), "fine.mp4")) {
            long first = short_.pid();
            List<SampledFrame> frames = new ArrayList<>();
            reader.read(TestingClip.range(0, 500_000), frames::add);
            reader.read(TestingClip.range(500_000, 1_000_000), frames::add);
            assertThat(short_.pid()).isEqualTo(first);
            reader.read(TestingClip.range(1_500_000, 2_000_000), frames::add);

            assertThat(short_.pid()).isNotEqualTo(first);
            assertThat(frames).hasSize(TestingClip.FRAMES * 3 / 4);
        }
    }

    @Test
    void whatItPrintsIsNoMessage() throws Exception {
        assertThat(decoder.read("print-3.mp4", new ArrayList<>())).isEqualTo(TestingClip.FRAMES);
    }

    @Test
    void reachesNothingOutside() {
        RejectedInput said =
                catchThrowableOfType(
                        RejectedInput.class,
                        () -> decoder.read("open-reach.mp4", new ArrayList<>()));

        assertThat(said.reason()).isEqualTo("forbidden_uri");
        assertThat(said.getMessage()).startsWith("[environment").doesNotContain("JAVA_TOOL");
    }

    @Test
    void limitsAreInForce() throws Exception {
        decoder.assertNextVideoIsRead();

        assertThat(Confinement.inForce(decoder.slot().pid()))
                .contains("open files 0", "file size 0", "oom_score_adj 1000", "cpu time 160")
                .doesNotContain("unlimited");
    }

    @Test
    void saysWhyNoneCanBeStarted() {
        ChildProgram none = new ChildProgram("no.such.Decoder", List.of());
        try (DecoderSlot broken = TestingDecoder.slot(SETTINGS.withProgram(none))) {
            assertThatThrownBy(() -> broken.open(new TestingFileSource(decoder.clip()), "a.mp4"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no.such.Decoder");
        }
    }

    private static void kill(long pid) {
        ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
    }
}

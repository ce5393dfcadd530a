package io.zoetrope.media.process;

import static io.zoetrope.media.process.TestingDecoder.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processor time of a process only adds up, and long films are decoded by one. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ProcessorTimeTest {
    private static final Duration LIMIT = Duration.ofSeconds(4);

    /** Of a frame of the clip. */
    private static final long PART_US = 50_000;

    @Test
    void whoGoesOnUsesMoreThanItsLimit(@TempDir Path folder) throws Exception {
        assumeTrue(Confinement.isPossible(), "no prlimit");
        byte[] clip = TestingClip.bytes(folder);
        List<SampledFrame> frames = new ArrayList<>();
        try (DecoderSlot slot = TestingDecoder.slot(SETTINGS.withProcessorTime(LIMIT));
                VideoReader reader = slot.open(new TestingFileSource(clip), "burn-1.mp4")) {
            long pid = slot.pid();
            int parts = 0;
            while (used(pid).compareTo(LIMIT) <= 0) {
                long us = parts++ * PART_US;
                reader.read(TestingClip.range(us, us + PART_US), frames::add);
            }
            reader.read(TestingClip.range(parts * PART_US, Long.MAX_VALUE), frames::add);

            assertThat(frames).hasSize(TestingClip.FRAMES);
            assertThat(slot.pid()).isEqualTo(pid);
        }
    }

    private static Duration used(long pid) {
        return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow();
    }
}

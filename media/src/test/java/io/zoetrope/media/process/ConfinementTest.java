package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.process.protocol.Command;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.Protocol;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken from a decoder's process, and what becomes of one from which it was not. */
class ConfinementTest {
    private static final DecoderSettings SETTINGS = DecoderSettings.DEFAULT;

    @Test
    void aProcessThatCouldStillOpenFilesSharesNoMemory(@TempDir Path folder) throws Exception {
        assumeTrue(SharedFile.isPossible(), "no common memory here");
        byte[] clip = TestingClip.bytes(folder);
        List<SampledFrame> frames = new ArrayList<>();
        try (DecoderProcess process =
                        DecoderProcess.start(SETTINGS, pid -> false, ProcessBuilder::start);
                TestingFileSource source = new TestingFileSource(clip)) {
            process.awaitReady();
            process.allow(SETTINGS.deadline());
            SourceSupply supply = new SourceSupply(source, SETTINGS.deadline());
            new Exchange(process, supply, null)
                    .ask(
                            new Command.Open("a.mp4", clip.length, ReaderLimits.DEFAULT),
                            Kind.OPENED,
                            Protocol::info);
            new Exchange(process, supply, new OutputTaker(TestingClip.everyFrame(), frames::add))
                    .ask(new Command.Read(TestingClip.everyFrame()), Kind.REPORT, Protocol::report);

            assertThat(frames).hasSize(TestingClip.FRAMES);
            assertThat(process.sharedPictures()).isZero();
        }
    }

    @Test
    void whatIsInForceIsReadBack() throws Exception {
        assumeTrue(Confinement.isPossible(), "no prlimit");
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(Confinement.inForce(process.pid()))
                    .doesNotContain("open files 0")
                    .contains("cpu time unlimited");
            assertThat(Confinement.allow(process.pid(), 77)).isTrue();
            assertThat(Confinement.close(process.pid())).isTrue();
            assertThat(Confinement.inForce(process.pid()))
                    .contains("open files 0", "file size 0", "cpu time 77");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(Confinement.close(process.pid())).isFalse();
        assertThat(Confinement.allow(process.pid(), 77)).isFalse();
    }

    @Test
    void memoryIsInKilobytesWhateverAPageHas() {
        String status = "Name:\tjava\nVmHWM:\t  999999 kB\nVmRSS:\t  123456 kB\nThreads:\t17\n";
        assertThat(Confinement.residentBytes(status)).isEqualTo(123_456L << 10);
        assertThat(Confinement.residentBytes("Name:\tjava\nState:\tZ (zombie)\n")).isZero();
        assertThat(Confinement.residentBytes(-1)).isZero();
    }
}

package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Broken files from the world outside, if they are at hand: each ends with a reason. */
class BrokenVideosInProcessTest {
    private static final FrameShape SMALL = new FrameShape(32, 32, FrameShape.Fit.STRETCH, 0);

    /** What the lender of a process says when it is lost; none of these files may do that. */
    private static final Set<String> LOST =
            Set.of("decoder_crash", "decoder_timeout", "out_of_memory");

    @Test
    void noneEndsItsProcess() throws Exception {
        String shared = System.getProperty("zoetrope.shared", "");
        Path folder = Path.of(shared, "media", "broken");
        Assumptions.assumeTrue(
                !shared.isEmpty() && Files.isDirectory(folder),
                "no broken videos: zoetrope.shared is not set");
        TreeMap<String, String> outcomes = new TreeMap<>();
        try (DecoderSlot slot = new DecoderSlot(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT);
                Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                outcomes.put(name, outcome(slot, file, name));
            }
        }
        assertThat(outcomes).isNotEmpty();
        assertThat(outcomes.values())
                .as("%s", outcomes)
                .allSatisfy(outcome -> assertThat(LOST).noneMatch(lost -> outcome.contains(lost)));
    }

    private static String outcome(DecoderSlot slot, Path file, String name) throws IOException {
        try (TestingFileSource source = new TestingFileSource(Files.readAllBytes(file));
                VideoReader reader = slot.open(source, name)) {
            int keys = reader.keyFrames().timesUs().length;
            ReadRequest all =
                    new ReadRequest(
                                    0,
                                    Long.MAX_VALUE,
                                    -1,
                                    List.of(PictureSampling.of("all", Sampling.every(0), SMALL)),
                                    JpegSampling.NONE)
                            .withSound(SoundSampling.withTail(1_000_000))
                            .withCaptions();
            ReadReport report = reader.read(all, frame -> {});
            String problem = report.problem() == null ? "whole" : report.problem().reason();
            return problem + ": " + report.framesDecoded() + " frames, " + keys + " key frames";
        } catch (RejectedInput e) {
            return "refused: " + e.reason();
        }
    }
}

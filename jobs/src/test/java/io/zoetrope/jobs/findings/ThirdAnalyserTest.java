package io.zoetrope.jobs.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.jobs.CollectingJob;
import io.zoetrope.jobs.IndexingRig;
import io.zoetrope.jobs.TestingEncoder;
import io.zoetrope.jobs.TestingSink;
import io.zoetrope.jobs.TwoShots;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.AnalyserInput;
import io.zoetrope.operators.observe.AnalyserSpec;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An analyser is added by a class and a line; it goes the whole way of the real pipeline. */
class ThirdAnalyserTest {
    private static final Sampling SECONDS = Sampling.every(1_000_000);

    @TempDir Path folder;

    /** One class: the mean of red, green and blue, [0,255], twice a second. */
    private static class MeanColour implements Analyser {
        private static final long serialVersionUID = 1L;

        @Override
        public AnalyserSpec spec() {
            FrameShape shape = new FrameShape(8, 8, FrameShape.Fit.STRETCH, 0);
            return AnalyserSpec.of(
                    "mean-colour", new ModelRef("mean", "1"), Sampling.every(500_000), shape);
        }

        @Override
        public CompletableFuture<Observation> observe(AnalyserInput picture) throws RejectedInput {
            float[] mean = new float[3];
            for (int i = 0; i < picture.rgb().length; i++) {
                mean[i % 3] += (picture.rgb()[i] & 0xff) / (picture.rgb().length / 3f);
            }
            return CompletableFuture.completedFuture(Observation.of(new Vector(mean)));
        }
    }

    /** Takes nothing that is blue. */
    private static final class Squeamish extends MeanColour {
        private static final long serialVersionUID = 1L;

        @Override
        public CompletableFuture<Observation> observe(AnalyserInput picture) throws RejectedInput {
            CompletableFuture<Observation> seen = super.observe(picture);
            if (seen.join().vector().values()[2] > 100) {
                throw new RejectedInput(Reason.CANNOT_BE_ANALYSED, "It is blue.");
            }
            return seen;
        }
    }

    @Test
    void itsObservationsComeOutBesideTheOthers() throws Exception {
        // One line: the second of these.
        run(Analysers.of(new TestingEncoder(SECONDS), new MeanColour()));

        Map<Long, ObservedFrame> frames = observed();
        assertThat(frames.keySet()).hasSize(12).contains(0L, 500_000L, 1_000_000L, 5_500_000L);
        frames.forEach(
                (us, frame) -> {
                    assertThat(frame.observations().keySet())
                            .as("at %d us", us)
                            .containsExactlyInAnyOrderElementsOf(
                                    us % 1_000_000 == 0
                                            ? List.of("visual", "mean-colour")
                                            : List.of("mean-colour"));
                    float[] mean = frame.observations().get("mean-colour").vector().values();
                    boolean red = us < 3_000_000;
                    assertThat(mean[0] > mean[2]).as("red at %d us", us).isEqualTo(red);
                });
        assertThat(segments())
                .isNotEmpty()
                .allSatisfy(
                        segment ->
                                assertThat(segment.models())
                                        .containsOnlyKeys("visual", "mean-colour")
                                        .containsEntry("mean-colour", new ModelRef("mean", "1")));
        assertThat(last().state()).isEqualTo(IndexingState.READY);
        assertThat(moments()).extracting(Moment::startUs).containsExactly(0L, 3_000_000L);
        assertThat(TestingSink.kept("key frames", Object.class))
                .as("pictures for people are made of embedded frames")
                .hasSize(6);
    }

    @Test
    void oneThatCannotTakeAPictureLeavesTheOthersResults() throws Exception {
        run(Analysers.of(new TestingEncoder(SECONDS), new Squeamish()));

        assertThat(last().state()).isEqualTo(IndexingState.PARTIAL);
        assertThat(last().error().stage()).isEqualTo("observe");
        assertThat(last().error().reason()).isEqualTo("cannot_be_analysed");
        assertThat(last().error().detail()).contains("'mean-colour'").contains("It is blue.");
        assertThat(moments()).extracting(Moment::startUs).containsExactly(0L, 3_000_000L);
        assertThat(observed().get(1_500_000L).observations()).containsKey("mean-colour");
        assertThat(observed().get(4_000_000L).observations()).containsOnlyKeys("visual");
    }

    /** Three seconds of red, then three of blue. */
    private void run(Analysers analysers) throws Exception {
        Path video = TwoShots.make(folder.resolve("two.mp4"), Color.RED, 3, Color.BLUE, 3);
        try (CollectingJob job =
                CollectingJob.start(
                        folder.toRealPath(),
                        List.of(IndexingRig.real(video)),
                        new Configuration(),
                        analysers)) {
            job.await(
                    "the video to end",
                    () -> statuses().stream().anyMatch(s -> s.state().isFinal()));
        }
    }

    private static List<ObservedSegment> segments() {
        return TestingSink.kept("observed", ObservedSegment.class);
    }

    private static Map<Long, ObservedFrame> observed() {
        Map<Long, ObservedFrame> frames = new TreeMap<>();
        segments().forEach(s -> s.frames().forEach(frame -> frames.put(frame.ptsUs(), frame)));
        return frames;
    }

    private static List<VideoStatus> statuses() {
        return TestingSink.kept("index", IndexChange.class).stream()
                .map(IndexChange::status)
                .filter(Objects::nonNull)
                .toList();
    }

    private static VideoStatus last() {
        return statuses().get(statuses().size() - 1);
    }

    private static List<Moment> moments() {
        return TestingSink.kept("moments", Moment.class);
    }
}

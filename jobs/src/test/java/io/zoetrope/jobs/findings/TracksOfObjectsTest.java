package io.zoetrope.jobs.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.TimedBox;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.TrackedObject;
import io.zoetrope.jobs.CollectingJob;
import io.zoetrope.jobs.IndexingRig;
import io.zoetrope.jobs.SamplingOptions;
import io.zoetrope.jobs.TestingDetector;
import io.zoetrope.jobs.TestingEncoder;
import io.zoetrope.jobs.TestingSink;
import io.zoetrope.jobs.TwoShots;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analysers;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects through the real pipeline, with a detector that is no model. */
class TracksOfObjectsTest {
    @TempDir Path folder;

    /** Seven seconds of red in segments of three, then two of blue: one ball in each shot. */
    @Test
    void anObjectIsFollowedOverSegmentsAndToTheEndOfItsShot() throws Exception {
        Path video = TwoShots.make(folder.resolve("two.mp4"), Color.RED, 7, Color.BLUE, 2);
        Configuration options = new Configuration();
        options.set(SamplingOptions.SEGMENT_LENGTH, Duration.ofSeconds(3));
        Analysers analysers =
                Analysers.of(new TestingEncoder(Sampling.every(1_000_000)), new TestingDetector());
        try (CollectingJob job =
                CollectingJob.start(
                        folder.toRealPath(),
                        List.of(IndexingRig.real(video)),
                        options,
                        analysers)) {
            job.await("the video to end", () -> !CollectingJob.finals().isEmpty());
            job.await("the objects", () -> objects().size() >= 2);
        }

        assertThat(CollectingJob.finals().get(0).state()).isEqualTo(IndexingState.READY);
        assertThat(objects()).hasSize(2);
        check(objects().get(0), 0, 0, 6_800_000);
        check(objects().get(1), 1, 7_000_000, 8_800_000);
        assertThat(TestingSink.kept("moments", Moment.class))
                .extracting(Moment::shot)
                .contains(0, 1);
        assertThat(objects().get(0).track().appearance())
                .isNotEqualTo(objects().get(1).track().appearance());
    }

    private static void check(TrackedObject object, int ordinal, long firstUs, long lastUs) {
        assertThat(object.ordinal()).isEqualTo(ordinal);
        assertThat(object.shot()).isEqualTo(ordinal);
        assertThat(object.model()).isEqualTo(TestingDetector.MODEL);
        assertThat(object.track().label()).isEqualTo("ball");
        assertThat(object.track().firstUs()).isEqualTo(firstUs);
        assertThat(object.track().lastUs()).isEqualTo(lastUs);
        for (TimedBox at : object.track().boxes()) {
            Box truth = TestingDetector.box(at.ptsUs());
            assertThat(at.box().x0()).isCloseTo(truth.x0(), within(.02f));
        }
    }

    private static List<TrackedObject> objects() {
        return TestingSink.kept("tracks", TrackedObject.class);
    }
}

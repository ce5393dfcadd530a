package io.zoetrope.jobs.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.jobs.CollectingJob;
import io.zoetrope.jobs.TestingEncoder;
import io.zoetrope.jobs.TestingSink;
import io.zoetrope.jobs.TestingStore;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.AnalyserInput;
import io.zoetrope.operators.observe.AnalyserSpec;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A snapshot of the real pipeline, taken in the middle of a film, from which a job with another
 * encoder goes on: vectors of another length in another space.
 */
class AnotherModelTest {
    private static final Sampling SECONDS = Sampling.every(1_000_000);
    private static final ModelRef OTHER = new ModelRef("other", "2");
    private static final String DONE = "s3a://store/done.mp4";
    private static final String FILM = "s3a://store/film.mp4";

    /** So long that a snapshot, for which segments must go on, is written in its middle. */
    private static final int FILM_SECONDS = 3_000;

    @TempDir Path folder;

    private record OtherEncoder() implements Analyser {
        @Override
        public AnalyserSpec spec() {
            FrameShape shape = new FrameShape(8, 8, FrameShape.Fit.STRETCH, 0);
            return AnalyserSpec.of(Analysers.VISUAL, OTHER, SECONDS, shape).withVectors(2);
        }

        @Override
        public CompletableFuture<Observation> observe(AnalyserInput picture) {
            return CompletableFuture.completedFuture(
                    Observation.of(new Vector(new float[] {0.6f, 0.8f})));
        }
    }

    @Test
    void aFilmInTheMiddleIsDecodedAnewAndWhatHasEndedStays() throws Exception {
        TestingStore.reset();
        TestingStore.put(DONE, 20);
        TestingStore.put(FILM, FILM_SECONDS);
        Semaphore gate = TestingStore.gate();
        String snapshot;
        try (CollectingJob job =
                CollectingJob.start(
                        new Configuration(),
                        Analysers.of(new TestingEncoder(SECONDS)),
                        TestingStore.access())) {
            CollectingJob.sendVideo(DONE);
            gate.release(2);
            job.await("the first to end", () -> CollectingJob.finals().size() == 1);
            CollectingJob.sendVideo(FILM);
            job.await("moments of the film", gate, () -> !moments(FILM).isEmpty());
            snapshot = job.snapshot(folder, gate);
        }
        assertThat(moments(FILM)).extracting(Moment::model).doesNotContain(OTHER);
        int readBefore = TestingStore.read().size();
        assertThat(CollectingJob.finals()).hasSize(1);

        try (CollectingJob job =
                CollectingJob.resume(
                        snapshot,
                        new Configuration(),
                        Analysers.of(new OtherEncoder()),
                        TestingStore.access())) {
            gate.release(1_000);
            job.await("the film to end", () -> CollectingJob.finals().size() == 2);
        }

        VideoStatus end = CollectingJob.finals().get(1);
        assertThat(end.video().uri()).isEqualTo(FILM);
        assertThat(end.state()).isEqualTo(IndexingState.READY);
        assertThat(end.segmentsDone()).isEqualTo(FILM_SECONDS / 10);
        assertThat(TestingStore.read().subList(readBefore, TestingStore.read().size()))
                .as("its beginning is decoded once more")
                .contains(FILM + "@0")
                .noneMatch(read -> read.startsWith(DONE));
        List<Moment> anew =
                moments(FILM).stream()
                        .filter(moment -> moment.generation() == end.generation())
                        .toList();
        assertThat(anew).hasSize(end.found().moments());
        assertThat(anew)
                .allSatisfy(
                        moment -> {
                            assertThat(moment.model()).isEqualTo(OTHER);
                            assertThat(moment.visual().values()).hasSize(2);
                        });
        assertThat(anew.get(0).startUs()).isZero();
        assertThat(anew.get(anew.size() - 1).endUs()).isEqualTo(FILM_SECONDS * 1_000_000L);
        assertThat(anew).extracting(Moment::ordinal).isSorted().doesNotHaveDuplicates();
        assertThat(frames(end, FrameRecord::model)).containsOnly(OTHER);
        assertThat(frames(end, FrameRecord::ptsUs)).hasSize(FILM_SECONDS).doesNotHaveDuplicates();
        assertThat(TestingSink.kept("index", IndexChange.class))
                .filteredOn(change -> change.status() == end)
                .allMatch(IndexChange::sweep, "takes away what the old model left");
        assertThat(CollectingJob.deadLetters()).isEmpty();
    }

    private static List<Moment> moments(String uri) {
        return TestingSink.kept("index", IndexChange.class).stream()
                .map(IndexChange::moment)
                .filter(Objects::nonNull)
                .filter(moment -> moment.video().uri().equals(uri))
                .toList();
    }

    private static <T> List<T> frames(VideoStatus of, Function<FrameRecord, T> what) {
        return TestingSink.kept("frames", FrameRecord.class).stream()
                .filter(frame -> frame.generation() == of.generation())
                .filter(frame -> frame.video().uri().equals(FILM))
                .map(what)
                .toList();
    }
}

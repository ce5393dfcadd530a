package io.zoetrope.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analysers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The waiting line in the real pipeline, over stores in which nothing needs decoding. */
class WaitingLineTest {
    private static final int PER_SLOT = 2;

    @TempDir Path folder;

    @BeforeEach
    void reset() {
        TestingStore.reset();
    }

    @Test
    void aClipWaitsForAtMostOneRoundOfALongFilm() throws Exception {
        String film = put("film", 4 * 3600);
        String clip = put("clip", 2);
        Semaphore gate = TestingStore.gate();
        try (CollectingJob job = start(options(2))) {
            CollectingJob.sendVideo(film);
            gate.release(10);
            job.await("ten segments of it", () -> TestingStore.read().size() == 10);
            CollectingJob.sendVideo(clip);
            job.await("the clip to be in the line", gate, () -> isTold(clip));
            int before = TestingStore.read().size();
            gate.release(1000);
            job.await("the clip to end", () -> !CollectingJob.finals().isEmpty());
            assertThat(CollectingJob.finals().get(0).video().uri()).isEqualTo(clip);
            assertThat(TestingStore.read().indexOf(clip + "@0"))
                    .as("what was on the way to both slots, and one more of the film")
                    .isLessThanOrEqualTo(before + 2 * PER_SLOT + 1);
        }
    }

    /** Nobody's turn in the line counts as silence. */
    @Test
    void aBacklogLongerThanTheGiveUpTimeLosesNothing() throws Exception {
        Configuration options = options(1);
        options.set(LifecycleOptions.GIVE_UP, Duration.ofMillis(500));
        TestingStore.onRead(
                (uri, atSecond) -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50)));
        int films = 12;
        try (CollectingJob job = start(options)) {
            for (int i = 0; i < films; i++) {
                CollectingJob.sendVideo(put("film" + i, 40));
            }
            job.await("all to end", () -> CollectingJob.finals().size() == films);
        }
        assertThat(CollectingJob.finals())
                .allSatisfy(
                        end -> {
                            assertThat(end.state()).isEqualTo(IndexingState.READY);
                            assertThat(end.segmentsDone()).isEqualTo(4);
                        });
        assertThat(lasted()).isGreaterThan(3 * 500);
    }

    @Test
    void aSegmentThatWaitsForItsStoreIsNoGap() throws Exception {
        Configuration options = options(1);
        options.set(LifecycleOptions.GIVE_UP, Duration.ofMillis(1_500));
        AtomicBoolean away = new AtomicBoolean(true);
        TestingStore.onRead(
                (uri, atSecond) -> {
                    if (atSecond == 10 && away.get()) {
                        throw new IOException("refused");
                    }
                });
        try (CollectingJob job = start(options)) {
            CollectingJob.sendVideo(put("film", 40));
            // Its pauses are a second and two: twice the time after which a gap is given up.
            job.await("a third failure", () -> retries() == 3);
            assertThat(TestingStore.read()).as("later ones are here").hasSize(3);
            away.set(false);
            job.await("its end", () -> !CollectingJob.finals().isEmpty());
        }
        VideoStatus end = CollectingJob.finals().get(0);
        assertThat(end.error()).isNull();
        assertThat(end.state()).isEqualTo(IndexingState.READY);
        assertThat(end.segmentsDone()).isEqualTo(4);
    }

    /** Restored with another number of decoders; what was removed meanwhile is not begun. */
    @Test
    void aLineGoesOnFromASnapshotAndARemovalStopsWhatHasNotBegun() throws Exception {
        List<String> films = List.of(put("a", 2500), put("b", 2500), put("c", 700));
        String removed = films.get(1);
        Semaphore gate = TestingStore.gate();
        String snapshot;
        try (CollectingJob job = start(options(2))) {
            films.forEach(CollectingJob::sendVideo);
            job.await("all to be in the line", gate, () -> films.stream().allMatch(this::isTold));
            snapshot = job.snapshot(folder, gate);
        }
        assertThat(CollectingJob.finals()).isEmpty();
        long before;
        try (CollectingJob job =
                CollectingJob.resume(snapshot, options(3), analysers(), TestingStore.access())) {
            CollectingJob.sendRemoval(removed);
            job.await("the removal", gate, () -> removals() == 1);
            before = readOf(removed);
            gate.release(1000);
            job.await("the others to end", () -> CollectingJob.finals().size() == 2);
        }
        assertThat(before).as("most of it is left to be stopped").isLessThan(200);
        assertThat(readOf(removed))
                .as("nothing but what was on the way to three slots")
                .isLessThanOrEqualTo(before + 3 * PER_SLOT);
        assertThat(CollectingJob.finals())
                .allSatisfy(
                        end -> {
                            assertThat(end.state()).isEqualTo(IndexingState.READY);
                            assertThat(end.segmentsDone() * 10 * 1_000_000L)
                                    .isEqualTo(end.media().durationUs());
                            assertThat(end.video().uri()).isNotEqualTo(removed);
                        });
    }

    private static String put(String name, int seconds) {
        String uri = "s3a://store/" + name + ".mp4";
        TestingStore.put(uri, seconds);
        return uri;
    }

    private boolean isTold(String uri) {
        return CollectingJob.statuses().stream()
                .anyMatch(status -> status.video().uri().equals(uri));
    }

    private static long readOf(String uri) {
        return TestingStore.read().stream().filter(read -> read.startsWith(uri)).count();
    }

    private static long removals() {
        return TestingSink.kept("index", IndexChange.class).stream()
                .filter(change -> change.removed() != null)
                .count();
    }

    private static long retries() {
        return TestingSink.kept(SegmentLoop.NAME, SegmentDone.class).stream()
                .filter(told -> told.kind() == SegmentDone.Kind.RETRY)
                .count();
    }

    /** Milliseconds from the first status to the last. */
    private static long lasted() {
        List<Long> times =
                CollectingJob.statuses().stream().map(VideoStatus::updatedMs).sorted().toList();
        return times.get(times.size() - 1) - times.get(0);
    }

    private static Analysers analysers() {
        return Analysers.of(new TestingEncoder(Sampling.every(1_000_000)));
    }

    private static CollectingJob start(Configuration options) throws Exception {
        return CollectingJob.start(options, analysers(), TestingStore.access());
    }

    private static Configuration options(int decoders) {
        Configuration options = new Configuration();
        options.set(ParallelismOptions.DECODE_PARALLELISM, decoders);
        options.set(LifecycleOptions.SEGMENTS_PER_SLOT, PER_SLOT);
        return options;
    }
}

package io.zoetrope.jobs.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.jobs.CollectingJob;
import io.zoetrope.jobs.LifecycleOptions;
import io.zoetrope.jobs.TestingEncoder;
import io.zoetrope.jobs.TestingStore;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analysers;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Arrivals that nobody sends on purpose, in the real pipeline: all at once, with a snapshot in the
 * middle of each, and a job that goes on from it. Nothing may be lost, done twice or confused, and
 * no job may fail.
 */
class BadArrivalsTest {
    private static final String OFTEN = "s3a://store/often.mp4";
    private static final String SHARED = "s3a://store/shared.mp4";
    private static final String REPLACED = "s3a://store/replaced.mp4";
    private static final String LONG_URI = "s3a://store/" + "x".repeat(4096 - 16) + ".mp4";

    /** Of each video: more than is decoded by the time that the snapshot is written. */
    private static final int SECONDS = 5_000;

    @TempDir Path folder;

    @Test
    void eachEndsOnceAsItShould() throws Exception {
        TestingStore.reset();
        List.of(OFTEN, SHARED, LONG_URI).forEach(uri -> TestingStore.put(uri, SECONDS));
        // Before all others, so that its first life is in work when it is replaced.
        TestingStore.put(REPLACED, SECONDS, "v0");
        Semaphore gate = TestingStore.gate();
        String snapshot;
        try (CollectingJob job =
                CollectingJob.start(options(), analysers(), TestingStore.access())) {
            CollectingJob.sendVideo(REPLACED);
            gate.release(5);
            job.await("its first segments", () -> TestingStore.read().size() == 5);
            sendOften(250);
            CollectingJob.send("[".repeat(450_000) + "]".repeat(450_000));
            CollectingJob.sendVideo(LONG_URI);
            sendFor("acme");
            sendFor("zenith");
            CollectingJob.sendRemoval("s3a://store/never-came.mp4");
            for (int version = 1; version <= 5; version++) {
                replace(job, gate, version);
            }
            sendOften(250);
            snapshot = job.snapshot(folder, gate);
            assertThat(ends()).as("all are in the middle of their work").isEmpty();
            assertThat(job.client.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        }
        try (CollectingJob job =
                CollectingJob.resume(snapshot, options(), analysers(), TestingStore.access())) {
            sendOften(500);
            CollectingJob.sendRemoval("s3a://store/never-came.mp4");
            for (int version = 6; version <= 10; version++) {
                replace(job, gate, version);
            }
            gate.release(10_000);
            job.await("five ends", () -> ends().size() == 5);
            assertThat(job.client.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        }
        assertThat(CollectingJob.deadLetters())
                .as("that of the nested arrays")
                .singleElement()
                .satisfies(letter -> assertThat(letter.problem().is(Reason.BAD_JSON)).isTrue());
        assertThat(ends()).extracting(VideoStatus::state).containsOnly(IndexingState.READY);
        assertThat(ends())
                .filteredOn(end -> end.video().uri().equals(SHARED))
                .extracting(end -> end.video().tenant())
                .containsExactlyInAnyOrder("acme", "zenith");
        assertThat(ends())
                .filteredOn(end -> end.video().uri().equals(LONG_URI))
                .singleElement()
                .satisfies(end -> assertThat(end.video().uri()).hasSize(4096));
        assertThat(ends(REPLACED, "v10")).isEqualTo(1);
        assertThat(ends(OFTEN, "v1")).as("a thousand arrivals are one video").isEqualTo(1);
    }

    private static void sendOften(int times) {
        for (int i = 0; i < times; i++) {
            CollectingJob.sendVideo(OFTEN);
        }
    }

    /** Returns when it has been looked into: an event says nothing of a version. */
    private static void replace(CollectingJob job, Semaphore gate, int version) throws Exception {
        TestingStore.put(REPLACED, SECONDS, "v" + version);
        CollectingJob.sendVideo(REPLACED);
        job.await("version " + version, gate, () -> isTold(version));
    }

    private static boolean isTold(int version) {
        return CollectingJob.statuses().stream()
                .anyMatch(
                        status ->
                                status.video().uri().equals(REPLACED)
                                        && status.video().version().equals("v" + version));
    }

    private static void sendFor(String tenant) {
        CollectingJob.send("{\"uri\":\"%s\",\"tenant\":\"%s\"}".formatted(SHARED, tenant));
    }

    /** One for each life: what the first job says behind its snapshot the second says again. */
    private static Collection<VideoStatus> ends() {
        Map<String, VideoStatus> lives = new LinkedHashMap<>();
        for (VideoStatus end : CollectingJob.finals()) {
            lives.put(end.video().videoId() + "/" + end.generation(), end);
        }
        return lives.values();
    }

    private static long ends(String uri, String version) {
        return ends().stream()
                .filter(end -> end.video().uri().equals(uri))
                .filter(end -> end.video().version().equals(version))
                .count();
    }

    private static Analysers analysers() {
        return Analysers.of(new TestingEncoder(Sampling.every(1_000_000)));
    }

    private static Configuration options() {
        Configuration options = new Configuration();
        options.set(LifecycleOptions.SEGMENTS_PER_SLOT, 2);
        return options;
    }
}

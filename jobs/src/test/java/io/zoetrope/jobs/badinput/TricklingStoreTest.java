package io.zoetrope.jobs.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.jobs.CollectingJob;
import io.zoetrope.jobs.DecoderOptions;
import io.zoetrope.jobs.IndexVideosJob;
import io.zoetrope.jobs.SourceOptions;
import io.zoetrope.jobs.TestingEncoder;
import io.zoetrope.jobs.TwoShots;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analysers;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that gives a byte a second, to the real pipeline with its decoder processes: a checkpoint
 * completes meanwhile, and a job that is restored from it goes on.
 */
class TricklingStoreTest {
    @TempDir Path folder;

    @Test
    void aCheckpointCompletesMeanwhileAndARestoreGoesOnFromIt() throws Exception {
        Path file = TwoShots.make(folder.resolve("two.mp4"), Color.RED, 2, Color.BLUE, 1);
        Analysers analysers = Analysers.of(new TestingEncoder(Sampling.every(1_000_000)));
        try (TricklingServer server = new TricklingServer(Files.readAllBytes(file))) {
            String whileLookedInto = server.uri("/probe.mp4", 1);
            // The first opening is for the look into it.
            String whileDecoded = server.uri("/decode.mp4", 2);
            String snapshot;
            try (CollectingJob job =
                    CollectingJob.start(options(), analysers, IndexVideosJob.videos(options()))) {
                CollectingJob.sendVideo(whileLookedInto);
                CollectingJob.sendVideo(whileDecoded);
                job.await(
                        "both to wait for their store",
                        () -> server.trickles("/probe.mp4") && server.trickles("/decode.mp4"));
                CompletableFuture<String> written = job.snapshot(folder);
                job.await("a snapshot", written::isDone);
                snapshot = written.get();
                assertThat(CollectingJob.finals()).as("nothing has ended by then").isEmpty();
                assertThat(job.client.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
            }
            server.goOn();
            try (CollectingJob job =
                    CollectingJob.resume(
                            snapshot, options(), analysers, IndexVideosJob.videos(options()))) {
                job.await("both to end", () -> CollectingJob.finals().size() == 2);
            }
            assertThat(CollectingJob.finals())
                    .extracting(end -> end.video().uri())
                    .containsExactlyInAnyOrder(whileLookedInto, whileDecoded);
        }
        assertThat(CollectingJob.finals())
                .extracting(VideoStatus::state)
                .containsOnly(IndexingState.READY);
        assertThat(CollectingJob.deadLetters()).isEmpty();
    }

    private static Configuration options() {
        Configuration options = new Configuration();
        options.set(SourceOptions.SOURCE_PRIVATE_HOSTS, true);
        // A file as small as this one would be fetched whole by the first who reads it.
        options.set(SourceOptions.FETCH_UP_TO, MemorySize.ZERO);
        // A barrier waits for a segment's store so long, twice.
        options.set(DecoderOptions.DECODE_DEADLINE, Duration.ofSeconds(3));
        return options;
    }
}

package io.zoetrope.jobs.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.jobs.CollectingJob;
import io.zoetrope.jobs.SourceOptions;
import io.zoetrope.jobs.TestingEncoder;
import io.zoetrope.jobs.TestingStore;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analysers;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** A video that its tenant may not use, through the real pipeline. */
class ForbiddenVideosTest {
    private static final String URI = "s3a://store/acme/film.mp4";

    @Test
    void isListedAsFailedWithOneDeadLetterAndNeverRead() throws Exception {
        TestingStore.reset();
        TestingStore.put(URI, 5);
        Configuration options = new Configuration();
        options.set(
                SourceOptions.TENANT_PREFIXES,
                List.of("acme=s3a://store/acme", "beta=s3a://store/beta"));
        Analysers analysers = Analysers.of(new TestingEncoder(Sampling.every(1_000_000)));
        try (CollectingJob job = CollectingJob.start(options, analysers, TestingStore.access())) {
            send("beta");
            job.await("its end", () -> CollectingJob.finals().size() == 1);
            job.await("its dead letter", () -> CollectingJob.deadLetters().size() == 1);
            assertThat(TestingStore.read()).isEmpty();
            send("acme");
            job.await("its owner's", () -> CollectingJob.finals().size() == 2);
        }

        VideoStatus refused = CollectingJob.finals().get(0);
        assertThat(refused.state()).isEqualTo(IndexingState.FAILED);
        assertThat(refused.video().tenant()).isEqualTo("beta");
        assertThat(refused.error().stage()).isEqualTo("parse");
        assertThat(refused.error().reason()).isEqualTo("forbidden_source");
        assertThat(refused.media()).isNull();
        assertThat(CollectingJob.deadLetters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.problem()).isEqualTo(refused.error());
                            assertThat(letter.video().videoId())
                                    .isEqualTo(refused.video().videoId());
                        });
        assertThat(CollectingJob.finals().get(1).state()).isEqualTo(IndexingState.READY);
    }

    private static void send(String tenant) {
        CollectingJob.send("{\"uri\":\"%s\",\"tenant\":\"%s\"}".formatted(URI, tenant));
    }
}

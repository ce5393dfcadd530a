package io.zoetrope.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analysers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A video whose bytes have not changed is sent a second time, to the real pipeline: whether it is
 * done again depends on how it ended.
 */
class SentAgainTest {
    private static final String URI = "s3a://store/film.mp4";
    private static final String REFUSED = "s3a://store/refused.mp4";

    @TempDir Path folder;

    @BeforeEach
    void reset() {
        TestingStore.reset();
        TestingStore.put(URI, 30);
    }

    @Test
    void partialAndFailedAreDoneAgainAndReadyIsNot() throws Exception {
        TestingStore.put(REFUSED, 30);
        TestingStore.onRead(SentAgainTest::fail);
        try (CollectingJob job = start()) {
            CollectingJob.sendVideo(URI);
            awaitEnds(job, 1);
            CollectingJob.sendVideo(REFUSED);
            awaitEnds(job, 2);
            assertThat(TestingStore.read()).containsExactly(URI + "@0");
            TestingStore.onRead((uri, atSecond) -> {});

            sendAgain(job, URI, 3);
            sendAgain(job, REFUSED, 4);
            assertThat(states())
                    .containsExactly(
                            IndexingState.PARTIAL,
                            IndexingState.FAILED,
                            IndexingState.READY,
                            IndexingState.READY);
            job.await("dead letters", () -> CollectingJob.deadLetters().size() == 2);
            assertThat(CollectingJob.deadLetters())
                    .extracting(letter -> letter.problem().reason())
                    .containsExactly("decoder_crash", "access_denied");
            VideoStatus done = CollectingJob.finals().get(2);
            assertThat(done.segmentsDone()).isEqualTo(3);
            assertThat(done.generation()).isGreaterThan(CollectingJob.finals().get(0).generation());

            changesNothing(job, 4);
        }
    }

    /** Though all of it is indexed. */
    @Test
    void whatCouldNotBePreparedForPlaybackIsDoneAgain() throws Exception {
        TestingStore.onPackage(
                (uri, atSecond) -> {
                    throw new RejectedInput(Reason.DECODER_ERROR, "It is damaged for now.");
                });
        Configuration options = CollectingJob.playing(folder.toRealPath(), folder.toRealPath());
        try (CollectingJob job = CollectingJob.start(options, analysers(), TestingStore.access())) {
            CollectingJob.sendVideo(URI);
            job.await("the end of both ways", () -> last() != null && last().playback().isOver());
            VideoStatus first = last();
            assertThat(first.state()).isEqualTo(IndexingState.READY);
            assertThat(first.playback().isFailed()).isTrue();

            TestingStore.onPackage((uri, atSecond) -> {});
            CollectingJob.sendVideo(URI);
            job.await("it to be played", () -> last().playback().completeMs() > 0);
            assertThat(last().state()).isEqualTo(IndexingState.READY);
            assertThat(last().generation()).isGreaterThan(first.generation());
        }
    }

    private static VideoStatus last() {
        List<VideoStatus> finals = CollectingJob.finals();
        return finals.isEmpty() ? null : finals.get(finals.size() - 1);
    }

    @Test
    void alsoByAJobThatIsRestored() throws Exception {
        TestingStore.onRead(SentAgainTest::fail);
        String snapshot;
        try (CollectingJob job = start()) {
            CollectingJob.sendVideo(URI);
            awaitEnds(job, 1);
            snapshot = job.snapshot(folder).get();
        }
        TestingStore.onRead((uri, atSecond) -> {});
        try (CollectingJob job =
                CollectingJob.resume(
                        snapshot, new Configuration(), analysers(), TestingStore.access())) {
            sendAgain(job, URI, 2);
            assertThat(states()).containsExactly(IndexingState.PARTIAL, IndexingState.READY);
            changesNothing(job, 2);
        }
    }

    /** Sends it once more, and something else behind it; only that is indexed. */
    private static void changesNothing(CollectingJob job, int ends) throws Exception {
        String other = "s3a://store/other.mp4";
        TestingStore.put(other, 5);
        CollectingJob.sendVideo(URI);
        CollectingJob.sendVideo(other);
        awaitEnds(job, ends + 1);
        assertThat(CollectingJob.finals().get(ends).video().uri()).isEqualTo(other);
        assertThat(TestingStore.read()).last().isEqualTo(other + "@0");
    }

    private static void fail(String uri, long atSecond) throws IOException, RejectedInput {
        if (uri.equals(REFUSED)) {
            throw new RejectedInput(Reason.ACCESS_DENIED, "It may not be read now.");
        } else if (atSecond > 0) {
            throw new DecoderLost(DecoderLost.CRASH, "It is gone.");
        }
    }

    /** Once, whether or not the word of its end has come to admission. */
    private static void sendAgain(CollectingJob job, String uri, int ends) throws Exception {
        CollectingJob.sendVideo(uri);
        job.await(uri + " to be done again", () -> CollectingJob.finals().size() == ends);
    }

    private static void awaitEnds(CollectingJob job, int count) throws Exception {
        job.await(count + " ends", () -> CollectingJob.finals().size() == count);
    }

    private static List<IndexingState> states() {
        return CollectingJob.finals().stream().map(VideoStatus::state).toList();
    }

    private static Analysers analysers() {
        return Analysers.of(new TestingEncoder(Sampling.every(1_000_000)));
    }

    private static CollectingJob start() throws Exception {
        Configuration options = new Configuration();
        // One slot: its segments are read in order.
        options.set(ParallelismOptions.DECODE_PARALLELISM, 1);
        return CollectingJob.start(options, analysers(), TestingStore.access());
    }
}

package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.GENERATION;
import static io.zoetrope.connectors.TestingRecords.inGeneration;
import static io.zoetrope.connectors.TestingRecords.moment;
import static io.zoetrope.connectors.TestingRecords.status;
import static io.zoetrope.connectors.TestingRecords.video;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.connectors.Waiting;
import io.zoetrope.connectors.opensearch.BulkOptions;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.status.VideoStatus;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator against a real node: order, what is found when, and what is told when. */
class WriteIndexITCase {
    @AutoClose private WriterHarness sink;

    @BeforeEach
    void open() throws Exception {
        sink = new WriterHarness();
    }

    @Test
    void aVideoIsReadyOnlyWhenItsMomentsAreFound() throws Exception {
        long before = System.currentTimeMillis();
        sink.write(IndexChange.of(status("ready", IndexingState.INDEXING, 0)));
        sink.writeMoments("ready", 25);
        sink.write(IndexChange.of(status("ready", IndexingState.READY, 25)));
        AtomicInteger foundBeforeReady = new AtomicInteger(-1);
        sink.proxy.faults(
                (request, p) -> {
                    if (new String(request.body(), UTF_8).contains("searchable_at")) {
                        foundBeforeReady.set(sink.search.countMoments("ready"));
                    }
                    return null;
                });
        sink.flush();

        assertThat(foundBeforeReady).hasValue(25);
        JsonNode video = sink.search.video("ready");
        assertThat(video.path("status").asText()).isEqualTo("ready");
        assertThat(video.path("moments").asInt()).isEqualTo(25);
        assertThat(video.path("duration_ms").asLong()).isEqualTo(61_500);
        assertThat(Instant.parse(video.path("searchable_at").asText()).toEpochMilli())
                .isBetween(before, System.currentTimeMillis());
        assertThat(sink.search.countMoments("ready")).isEqualTo(25);
        assertThat(sink.told())
                .extracting(VideoStatus::state)
                .containsExactly(IndexingState.INDEXING, IndexingState.READY);
        assertThat(Instant.ofEpochMilli(sink.told().get(1).searchableMs()))
                .isEqualTo(Instant.parse(video.path("searchable_at").asText()));
        assertThat(sink.paths()).containsSubsequence("/_bulk", "/moments/_refresh", "/_bulk");
    }

    @Test
    void oneRefreshServesAllVideosOfABatch() throws Exception {
        for (int i = 0; i < 4; i++) {
            sink.writeMoments("many" + i, 1);
            sink.write(IndexChange.of(status("many" + i, IndexingState.READY, 1)));
        }
        sink.flush();
        assertThat(sink.paths().stream().filter("/moments/_refresh"::equals)).hasSize(1);
        assertThat(sink.search.countMoments("many3")).isEqualTo(1);
    }

    @Test
    void writersOfOneProcessRefreshTogether() throws Exception {
        try (WriterHarness other = sink.beside()) {
            CountDownLatch both = new CountDownLatch(2);
            sink.proxy.faults(
                    (request, p) -> {
                        if (!new String(request.body(), UTF_8).contains("scripted_upsert")) {
                            return null;
                        }
                        TestingProxy.Answer answer = p.pass(request, request.body());
                        both.countDown();
                        both.await(30, TimeUnit.SECONDS);
                        return answer;
                    });
            for (WriterHarness writer : List.of(sink, other)) {
                String video = writer == other ? "together 2" : "together 1";
                writer.writeMoments(video, 1);
                writer.write(IndexChange.of(status(video, IndexingState.READY, 1)));
                writer.advance(500);
            }
            sink.flush();
            other.flush();
            assertThat(sink.told()).hasSize(1);
            assertThat(other.told()).hasSize(1);
        }
        assertThat(sink.paths().stream().filter("/moments/_refresh"::equals)).hasSize(1);
        assertThat(sink.search.countMoments("together 1")).isEqualTo(1);
        assertThat(sink.search.countMoments("together 2")).isEqualTo(1);
    }

    /** Each batch of a busy stream has videos that begin to wait, and findings of others. */
    @Test
    void videosThatOnlyWaitTakeNoRequestOfTheirOwn() throws Exception {
        sink.write(IndexChange.of(status("works", IndexingState.INDEXING, 0)));
        sink.flush();
        long before = bulks();
        sink.write(IndexChange.of(status("waits", IndexingState.ARRIVED, 0)));
        sink.writeMoments("works", 1);
        sink.write(IndexChange.of(status("waits too", IndexingState.ARRIVED, 0)));
        sink.flush();
        assertThat(bulks() - before).isEqualTo(1);
        assertThat(sink.told())
                .extracting(told -> told.video().videoId())
                .containsExactly("works", "waits", "waits too");
        assertThat(sink.search.video("waits").path("status").asText()).isEqualTo("arrived");
    }

    @Test
    void aVideoThatBeginsAndEndsWithNothingInOneBatchIsToldByItsEnd() throws Exception {
        sink.write(IndexChange.of(status("brief", IndexingState.ARRIVED, 0)));
        sink.write(IndexChange.sweeping(status("brief", IndexingState.FAILED, 0)));
        sink.flush();
        assertThat(bulks()).isEqualTo(1);
        assertThat(sink.told())
                .extracting(VideoStatus::state)
                .containsExactly(IndexingState.FAILED);
        assertThat(sink.search.video("brief").path("status").asText()).isEqualTo("failed");
    }

    private long bulks() {
        return sink.paths().stream().filter("/_bulk"::equals).count();
    }

    @Test
    void aMomentIsFoundByItsVector() throws Exception {
        sink.writeMoments("knn", 5);
        sink.write(IndexChange.of(status("knn", IndexingState.READY, 5)));
        sink.flush();

        JsonNode hit = sink.search.momentNearest(moment("knn", 3).visual());
        assertThat(hit.path("_id").asText()).isEqualTo(moment("knn", 3).momentId());
        JsonNode source = hit.path("_source");
        assertThat(source.path("start_ms").asLong()).isEqualTo(12_000);
        assertThat(source.path("tenant").asText()).isEqualTo("acme");
        assertThat(source.path("metadata").path("owner").asText()).isEqualTo("ann");
        assertThat(source.path("object_classes").path(1).asText()).isEqualTo("dog");
    }

    @Test
    void aQuietStreamBecomesSearchableWithoutACheckpoint() throws Exception {
        sink.writeMoments("quiet", 2);
        sink.write(IndexChange.of(status("quiet", IndexingState.READY, 2)));
        assertThat(sink.search.video("quiet").isMissingNode()).isTrue();
        sink.advance(25);
        sink.idleUntil(() -> !sink.told().isEmpty());
        assertThat(sink.told()).extracting(VideoStatus::state).containsExactly(IndexingState.READY);
        assertThat(sink.search.video("quiet").path("status").asText()).isEqualTo("ready");
        assertThat(sink.search.countMoments("quiet")).isEqualTo(2);
    }

    @Test
    void aRemovalTakesWhatWasWrittenBeforeItAndNothingElse() throws Exception {
        sink.writeMoments("kept", 2);
        sink.writeMoments("gone", 3);
        sink.write(IndexChange.of(status("gone", IndexingState.READY, 3)));
        sink.flush();
        AtomicInteger foundBeforeDeleted = new AtomicInteger(-1);
        sink.proxy.faults(
                (request, p) -> {
                    if (new String(request.body(), UTF_8).contains("\"deleted\"")) {
                        foundBeforeDeleted.set(sink.search.countMoments("gone"));
                    }
                    return null;
                });
        sink.write(IndexChange.removal(video("gone"), GENERATION + 1));
        sink.flush();
        assertThat(foundBeforeDeleted).hasValue(0);
        assertThat(sink.search.countMoments("gone")).isZero();
        assertThat(sink.search.video("gone").path("status").asText()).isEqualTo("deleted");
        assertThat(sink.search.video("gone").has("title")).isFalse();
        assertThat(sink.told())
                .extracting(VideoStatus::state)
                .containsExactly(IndexingState.READY, IndexingState.DELETED);
        assertThat(sink.search.countMoments("kept")).isEqualTo(2);
    }

    @Test
    void aVideoThatComesBackInTheSameBatchIsThere() throws Exception {
        sink.writeMoments("back", 4);
        long again = GENERATION + 1;
        sink.write(IndexChange.removal(video("back"), again));
        sink.write(IndexChange.of(inGeneration(again, moment("back", 0))));
        sink.write(IndexChange.of(inGeneration(again, status("back", IndexingState.READY, 1))));
        sink.flush();
        assertThat(sink.search.countMoments("back")).isEqualTo(1);
        assertThat(sink.search.video("back").path("status").asText()).isEqualTo("ready");
    }

    @Test
    void staysSearchableSinceItFirstWasUnlessItLivesAgain() throws Exception {
        sink.writeMoments("since", 2);
        sink.write(IndexChange.of(status("since", IndexingState.PARTIAL, 2)));
        sink.flush();
        String first = sink.search.video("since").path("searchable_at").asText();
        assertThat(Instant.parse(first).toEpochMilli()).isPositive();

        sink.restart(options -> options);
        Waiting.until(() -> System.currentTimeMillis() > Instant.parse(first).toEpochMilli());
        sink.writeMoments("since", 2);
        sink.write(IndexChange.sweeping(status("since", IndexingState.READY, 2)));
        sink.flush();

        assertThat(sink.search.video("since").path("status").asText()).isEqualTo("ready");
        assertThat(sink.search.video("since").path("searchable_at").asText()).isEqualTo(first);
        assertThat(sink.told())
                .singleElement()
                .extracting(status -> Instant.ofEpochMilli(status.searchableMs()).toString())
                .isEqualTo(first);

        long again = GENERATION + 1;
        sink.write(IndexChange.of(inGeneration(again, moment("since", 0))));
        sink.write(
                IndexChange.sweeping(inGeneration(again, status("since", IndexingState.READY, 1))));
        sink.flush();
        assertThat(sink.search.video("since").path("searchable_at").asText()).isGreaterThan(first);
    }

    /** A query takes 1,024 clauses, and each video makes some. */
    @Test
    void manyVideosEndAndGoInOneBatch() throws Exception {
        sink.restart(options -> options.withBulk(BulkOptions.DEFAULT));
        for (int i = 0; i < 170; i++) {
            sink.write(IndexChange.sweeping(status("crowd" + i, IndexingState.READY, 0)));
        }
        sink.flush();
        assertThat(sink.told()).hasSize(170);

        for (int i = 0; i < 170; i++) {
            sink.write(IndexChange.removal(video("crowd" + i), GENERATION + 1));
        }
        sink.flush();
        assertThat(sink.told()).hasSize(340);
        assertThat(sink.search.video("crowd169").path("status").asText()).isEqualTo("deleted");
    }

    @Test
    void aReplayAfterARestartDoublesNothing() throws Exception {
        sink.writeMoments("replay", 12);
        sink.flush();
        sink.write(IndexChange.of(moment("replay", 12)), IndexChange.of(moment("replay", 13)));

        sink.restart(options -> options);
        sink.write(IndexChange.of(moment("replay", 12)), IndexChange.of(moment("replay", 13)));
        sink.write(IndexChange.of(status("replay", IndexingState.READY, 14)));
        sink.flush();
        assertThat(sink.search.countMoments("replay")).isEqualTo(14);
        assertThat(sink.search.video("replay").path("status").asText()).isEqualTo("ready");
    }
}

package io.zoetrope.connectors.opensearch;

import static io.zoetrope.connectors.TestingRecords.DIMENSION;
import static io.zoetrope.connectors.TestingRecords.MODEL;
import static io.zoetrope.connectors.TestingRecords.moment;
import static io.zoetrope.connectors.TestingRecords.status;
import static io.zoetrope.connectors.TestingRecords.video;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.connectors.TestingDeadLetters;
import io.zoetrope.connectors.Waiting;
import io.zoetrope.domain.DeadLetter;
import io.zoetrope.domain.IndexChange;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.Vector;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sink's writer against a real node, with a proxy in between that makes faults. */
class OpenSearchSinkITCase {
    private static final BulkOptions SMALL = new BulkOptions(10, 1 << 20, 500, 20_000, 20_000);

    private static OpenSearchNode node;
    private static TestingSearch search;

    private final TestingTimers timers = new TestingTimers();
    private final TestingDeadLetters letters = new TestingDeadLetters();
    private TestingProxy proxy;
    private OpenSearchWriter writer;

    @BeforeAll
    static void start() throws Exception {
        node = OpenSearchNode.start();
        OpenSearchBootstrap.prepare(OpenSearchOptions.of(node.uri().toString()), MODEL, DIMENSION);
        search = new TestingSearch(node.uri().toString());
    }

    @AfterAll
    static void stop() throws Exception {
        search.close();
        node.close();
    }

    @BeforeEach
    void open() throws Exception {
        proxy = new TestingProxy(node.uri());
        writer = openWriter(OpenSearchOptions.of(proxy.uri()));
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
        proxy.close();
    }

    private OpenSearchWriter openWriter(OpenSearchOptions options) throws Exception {
        var metrics = UnregisteredMetricsGroup.createSinkWriterMetricGroup();
        ChangeApplier applier =
                new ChangeApplier(
                        SearchConnection.open(options),
                        letters.open(),
                        SMALL,
                        new SinkMetrics(metrics),
                        System::currentTimeMillis);
        return new OpenSearchWriter(applier, SMALL, timers, metrics);
    }

    private void write(IndexChange... changes) throws Exception {
        for (IndexChange change : changes) {
            writer.write(change, null);
        }
    }

    private void writeMoments(String videoId, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            write(IndexChange.of(moment(videoId, i)));
        }
    }

    @Test
    void aVideoIsReadyOnlyWhenItsMomentsAreFound() throws Exception {
        long before = System.currentTimeMillis();
        write(IndexChange.of(status("ready", IndexingState.INDEXING, 0)));
        writeMoments("ready", 25);
        write(IndexChange.of(status("ready", IndexingState.READY, 25)));
        AtomicInteger foundBeforeReady = new AtomicInteger(-1);
        proxy.faults(
                (request, p) -> {
                    if (new String(request.body(), UTF_8).contains("searchable_at")) {
                        foundBeforeReady.set(search.countMoments("ready"));
                    }
                    return null;
                });
        writer.flush(false);

        assertThat(foundBeforeReady).hasValue(25);
        JsonNode video = search.video("ready");
        assertThat(video.path("status").asText()).isEqualTo("ready");
        assertThat(video.path("moments").asInt()).isEqualTo(25);
        assertThat(video.path("duration_ms").asLong()).isEqualTo(61_500);
        assertThat(Instant.parse(video.path("searchable_at").asText()).toEpochMilli())
                .isBetween(before, System.currentTimeMillis());
        assertThat(search.countMoments("ready")).isEqualTo(25);
        assertThat(paths()).containsSubsequence("/_bulk", "/moments/_refresh", "/_bulk");
    }

    @Test
    void oneRefreshServesAllVideosOfABatch() throws Exception {
        for (int i = 0; i < 4; i++) {
            writeMoments("many" + i, 1);
            write(IndexChange.of(status("many" + i, IndexingState.READY, 1)));
        }
        writer.flush(false);
        assertThat(paths().stream().filter("/moments/_refresh"::equals)).hasSize(1);
        assertThat(search.countMoments("many3")).isEqualTo(1);
    }

    @Test
    void aMomentIsFoundByItsVector() throws Exception {
        writeMoments("knn", 5);
        write(IndexChange.of(status("knn", IndexingState.READY, 5)));
        writer.flush(false);

        JsonNode hit = search.momentNearest(moment("knn", 3).visual());
        assertThat(hit.path("_id").asText()).isEqualTo(moment("knn", 3).momentId());
        JsonNode source = hit.path("_source");
        assertThat(source.path("start_ms").asLong()).isEqualTo(12_000);
        assertThat(source.path("tenant").asText()).isEqualTo("acme");
        assertThat(source.path("metadata").path("owner").asText()).isEqualTo("ann");
        assertThat(source.path("object_classes").path(1).asText()).isEqualTo("dog");
    }

    @Test
    void aQuietStreamBecomesSearchableWithoutACheckpoint() throws Exception {
        writeMoments("quiet", 2);
        write(IndexChange.of(status("quiet", IndexingState.READY, 2)));
        assertThat(search.video("quiet").isMissingNode()).isTrue();
        timers.advance(500);
        Waiting.until(() -> search.video("quiet").path("status").asText().equals("ready"));
        assertThat(search.countMoments("quiet")).isEqualTo(2);
    }

    @Test
    void aRejectedDocumentIsADeadLetterAndItsVideoPartial() throws Exception {
        writeMoments("bad", 3);
        write(IndexChange.of(moment("bad", 3, new Vector(new float[] {1, 2, 3}))));
        write(IndexChange.of(status("bad", IndexingState.READY, 4)));
        writeMoments("good", 2);
        write(IndexChange.of(status("good", IndexingState.READY, 2)));
        writer.flush(false);

        assertThat(letters.letters()).hasSize(1);
        DeadLetter letter = letters.letters().get(0);
        assertThat(letter.problem().stage()).isEqualTo("index");
        assertThat(letter.problem().reason()).isEqualTo("document_rejected");
        assertThat(letter.problem().detail()).contains(moment("bad", 3).momentId()).contains("16");
        assertThat(letter.video()).isEqualTo(video("bad"));
        assertThat(new String(letter.event().value(), UTF_8))
                .contains("\"uri\":\"s3a://media/bad.mp4\"");
        assertThat(search.video("bad").path("status").asText()).isEqualTo("partial");
        assertThat(search.video("bad").path("moments").asInt()).isEqualTo(3);
        assertThat(search.countMoments("bad")).isEqualTo(3);
        assertThat(search.video("good").path("status").asText()).isEqualTo("ready");
    }

    @Test
    void onlyTheItemsThatWereTurnedAwayAreSentAgain() throws Exception {
        proxy.faults(BulkFaults.firstItemTurnedAway(3));
        writeMoments("busy", 8);
        write(IndexChange.of(status("busy", IndexingState.READY, 8)));
        writer.flush(false);

        assertThat(search.countMoments("busy")).isEqualTo(8);
        assertThat(search.video("busy").path("status").asText()).isEqualTo("ready");
        List<Integer> sizes =
                proxy.seen().stream()
                        .filter(r -> r.path().equals("/_bulk"))
                        .map(r -> BulkFaults.lines(r.body()).size() / 2)
                        .toList();
        assertThat(sizes).containsExactly(8, 1, 1, 1, 1);
        assertThat(letters.letters()).isEmpty();
    }

    @Test
    void aNodeThatIsOverloadedOrAwayIsTriedAgain() throws Exception {
        proxy.faults(BulkFaults.answers(429, 503, 502));
        writeMoments("away", 3);
        write(IndexChange.of(status("away", IndexingState.READY, 3)));
        writer.flush(false);
        assertThat(search.countMoments("away")).isEqualTo(3);
    }

    @Test
    void aBulkThatIsTooLargeIsSplitDownToItsLargeDocument() throws Exception {
        String large = moment("large", 2).momentId();
        proxy.faults(
                (request, p) ->
                        new String(request.body(), UTF_8).contains(large)
                                ? new TestingProxy.Answer(413, new byte[0])
                                : null);
        writeMoments("large", 5);
        writer.flush(false);
        assertThat(letters.letters()).hasSize(1);
        assertThat(letters.letters().get(0).problem().detail()).contains(large, "too large");
        search.post("/moments/_refresh", "");
        assertThat(search.countMoments("large")).isEqualTo(4);
    }

    @Test
    void aRemovalTakesWhatWasWrittenBeforeItAndNothingElse() throws Exception {
        writeMoments("kept", 2);
        writeMoments("gone", 3);
        write(IndexChange.of(status("gone", IndexingState.READY, 3)));
        write(IndexChange.removal(video("gone")));
        writer.flush(false);
        assertThat(search.countMoments("gone")).isZero();
        assertThat(search.video("gone").isMissingNode()).isTrue();
        assertThat(search.countMoments("kept")).isEqualTo(2);
    }

    @Test
    void aVideoThatComesBackInTheSameBatchIsThere() throws Exception {
        writeMoments("back", 4);
        write(IndexChange.removal(video("back")));
        write(IndexChange.of(moment("back", 9)));
        write(IndexChange.of(status("back", IndexingState.READY, 1)));
        writer.flush(false);
        assertThat(search.countMoments("back")).isEqualTo(1);
        assertThat(search.video("back").path("status").asText()).isEqualTo("ready");
    }

    @Test
    void aReplayAfterARestartDoublesNothing() throws Exception {
        writeMoments("replay", 12);
        writer.flush(false);
        write(IndexChange.of(moment("replay", 12)), IndexChange.of(moment("replay", 13)));
        writer.close();

        writer = openWriter(OpenSearchOptions.of(proxy.uri()));
        write(IndexChange.of(moment("replay", 12)), IndexChange.of(moment("replay", 13)));
        write(IndexChange.of(status("replay", IndexingState.READY, 14)));
        writer.flush(false);
        assertThat(search.countMoments("replay")).isEqualTo(14);
        assertThat(search.video("replay").path("status").asText()).isEqualTo("ready");
    }

    @Test
    void aMissingAliasFailsTheJobAndIsNamed() throws Exception {
        var other = new ModelRef("never-prepared", "1");
        var moment = moment("lost", 0);
        write(
                IndexChange.of(
                        new Moment(
                                moment.momentId(),
                                moment.video(),
                                moment.description(),
                                0,
                                0,
                                1,
                                other,
                                moment.visual(),
                                "",
                                0,
                                List.of(),
                                1)));
        assertThatThrownBy(() -> writer.flush(false))
                .hasMessageContaining("moments-never-prepared-1-write")
                .hasRootCauseInstanceOf(IndexMismatchException.class);
        assertThat(letters.letters()).isEmpty();
        assertThat(search.get("/moments-never-prepared-1-write").path("status").asInt())
                .isEqualTo(404);
    }

    @Test
    void aRefusedLoginFailsTheJob() throws Exception {
        writer.close();
        writer = openWriter(OpenSearchOptions.of(proxy.uri()).withLogin("ann", "secret"));
        proxy.faults(BulkFaults.answers(401));
        writeMoments("login", 1);
        assertThatThrownBy(() -> writer.flush(false))
                .hasMessageContaining("401")
                .hasRootCauseInstanceOf(IndexMismatchException.class);
        assertThat(proxy.seen().get(0).authorization()).isEqualTo("Basic YW5uOnNlY3JldA==");
    }

    private List<String> paths() {
        return proxy.seen().stream().map(TestingProxy.Seen::path).toList();
    }
}

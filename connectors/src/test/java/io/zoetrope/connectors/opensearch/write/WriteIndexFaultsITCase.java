package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.GENERATION;
import static io.zoetrope.connectors.TestingRecords.moment;
import static io.zoetrope.connectors.TestingRecords.shot;
import static io.zoetrope.connectors.TestingRecords.sound;
import static io.zoetrope.connectors.TestingRecords.status;
import static io.zoetrope.connectors.TestingRecords.video;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.connectors.Waiting;
import io.zoetrope.connectors.opensearch.IndexMismatchException;
import io.zoetrope.domain.FoundCounts;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.status.VideoStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator against a real node that refuses, is overloaded or is away. */
class WriteIndexFaultsITCase {
    @AutoClose private WriterHarness sink;

    @BeforeEach
    void open() throws Exception {
        sink = new WriterHarness();
    }

    @Test
    void aRejectedDocumentIsADeadLetterAndItsVideoPartial() throws Exception {
        sink.writeMoments("bad", 3);
        sink.write(IndexChange.of(moment("bad", 3, new Vector(new float[] {1, 2, 3}))));
        sink.write(IndexChange.of(status("bad", IndexingState.READY, 4)));
        sink.writeMoments("good", 2);
        sink.write(IndexChange.of(status("good", IndexingState.READY, 2)));
        sink.flush();

        assertThat(sink.letters.letters()).hasSize(1);
        DeadLetter letter = sink.letters.letters().get(0);
        assertThat(letter.problem().stage()).isEqualTo("index");
        assertThat(letter.problem().reason()).isEqualTo("document_rejected");
        assertThat(letter.problem().detail()).contains(moment("bad", 3).momentId()).contains("16");
        assertThat(letter.video()).isEqualTo(video("bad"));
        assertThat(new String(letter.event().value(), UTF_8))
                .contains("\"uri\":\"s3a://media/bad.mp4\"");
        assertThat(sink.search.video("bad").path("status").asText()).isEqualTo("partial");
        assertThat(sink.search.video("bad").path("moments").asInt()).isEqualTo(3);
        assertThat(sink.search.countMoments("bad")).isEqualTo(3);
        assertThat(sink.search.video("good").path("status").asText()).isEqualTo("ready");
        assertThat(sink.told())
                .extracting(VideoStatus::state, told -> told.found().moments())
                .containsExactly(tuple(IndexingState.PARTIAL, 3), tuple(IndexingState.READY, 2));
    }

    @Test
    void aRefusedDocumentOfAnyKindMakesItsVideoPartial() throws Exception {
        sink.writeMoments("kinds", 2);
        sink.proxy.faults(
                BulkFaults.saying(
                        "\"end_ms\":8000,\"transition\"", "\"end_ms\":\"x\",\"transition\""));
        sink.write(
                IndexChange.of(shot("kinds", GENERATION, 0)),
                IndexChange.of(shot("kinds", GENERATION, 1)));
        SoundWindow sound = sound("kinds", GENERATION, 0);
        sink.write(
                IndexChange.of(
                        Finding.of(
                                new SoundWindow(
                                        sound.video(),
                                        sound.generation(),
                                        0,
                                        sound.model(),
                                        sound.arrivedMs(),
                                        sound.startUs(),
                                        sound.endUs(),
                                        false,
                                        0,
                                        new Vector(new float[] {1, 2, 3}),
                                        sound.classes()))));
        sink.write(
                IndexChange.of(
                        status("kinds", IndexingState.READY, 0)
                                .withFound(new FoundCounts(2, 2, 0, 1, 0, 0))));
        sink.flush();

        assertThat(sink.letters.letters()).hasSize(2);
        VideoStatus told = sink.told().get(0);
        assertThat(told.state()).isEqualTo(IndexingState.PARTIAL);
        assertThat(told.error().reason()).isEqualTo("document_rejected");
        assertThat(told.error().detail())
                .startsWith("1 of 2 shots, 0 of 1 sounds are in the index");
        assertThat(told.found()).isEqualTo(new FoundCounts(2, 1, 0, 0, 0, 0));
        assertThat(sink.paths()).doesNotContain("/moments/_count");
    }

    @Test
    void whatWasRefusedBeforeARestartIsStillMissing() throws Exception {
        sink.writeMoments("restored", 2);
        sink.write(IndexChange.of(moment("restored", 2, new Vector(new float[] {1, 2, 3}))));
        sink.checkpointAndRestore();
        sink.write(IndexChange.of(moment("restored", 3)));
        sink.write(IndexChange.of(status("restored", IndexingState.READY, 4)));
        sink.writeMoments("whole", 1);
        sink.flush();

        assertThat(sink.told())
                .extracting(VideoStatus::state, told -> told.found().moments())
                .containsExactly(tuple(IndexingState.PARTIAL, 3));
        assertThat(sink.told().get(0).error().reason()).isEqualTo("document_rejected");
        JsonNode video = sink.search.video("restored");
        assertThat(video.path("status").asText()).isEqualTo("partial");
        assertThat(video.path("moments").asInt()).isEqualTo(3);
        assertThat(sink.letters.letters()).hasSize(1);
    }

    @Test
    void aVideoThatARestartWentThroughIsReadyIfAllIsThere() throws Exception {
        sink.writeMoments("continued", 3);
        sink.checkpointAndRestore();
        sink.write(IndexChange.of(moment("continued", 3)));
        sink.write(IndexChange.of(status("continued", IndexingState.READY, 4)));
        sink.flush();
        assertThat(sink.told())
                .extracting(VideoStatus::state, told -> told.found().moments())
                .containsExactly(tuple(IndexingState.READY, 4));
        assertThat(sink.paths()).contains("/moments/_count");
    }

    @Test
    void theIndexIsNotAskedForACountWhileAllIsAcknowledgedHere() throws Exception {
        sink.writeMoments("plain", 12);
        sink.write(IndexChange.of(status("plain", IndexingState.READY, 12)));
        sink.flush();
        assertThat(sink.paths()).doesNotContain("/moments/_count", "/moments/_delete_by_query");
        assertThat(sink.paths()).containsOnlyOnce("/videos/_mget");
    }

    @Test
    void anIndexThatIsAwayHoldsTheStreamUntilItIsBack() throws Exception {
        AtomicInteger turnedAway = new AtomicInteger();
        sink.proxy.faults(
                (request, p) ->
                        turnedAway.incrementAndGet() <= 60
                                ? new TestingProxy.Answer(503, new byte[0])
                                : null);
        sink.writeMoments("held", 25);
        sink.write(IndexChange.of(status("held", IndexingState.READY, 25)));
        sink.flush();
        assertThat(turnedAway).hasValueGreaterThan(60);
        assertThat(sink.search.countMoments("held")).isEqualTo(25);
        assertThat(sink.told()).extracting(VideoStatus::state).containsExactly(IndexingState.READY);
        assertThat(sink.letters.letters()).isEmpty();
    }

    @Test
    void aTaskThatEndsWhileTheIndexIsAwayDoesNotHang() throws Exception {
        sink.proxy.faults((request, p) -> new TestingProxy.Answer(503, new byte[0]));
        sink.writeMoments("ended", 25);
        Thread task = Thread.currentThread();
        Thread canceller =
                new Thread(
                        () -> {
                            try {
                                Waiting.until(() -> sink.proxy.seen().size() > 3);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                            task.interrupt();
                        });
        canceller.start();
        assertThatThrownBy(() -> sink.flush()).isInstanceOf(InterruptedException.class);
        canceller.join();
        sink.restart(options -> options);
        int requests = sink.proxy.seen().size();
        sink.proxy.faults((request, p) -> null);
        sink.writeMoments("ended", 1);
        sink.flush();
        assertThat(sink.proxy.seen().subList(requests, sink.proxy.seen().size()))
                .extracting(TestingProxy.Seen::path)
                .containsExactly("/videos/_mget", "/_bulk");
    }

    @Test
    void onlyTheItemsThatWereTurnedAwayAreSentAgain() throws Exception {
        sink.proxy.faults(BulkFaults.firstItemTurnedAway(3));
        sink.writeMoments("busy", 8);
        sink.write(IndexChange.of(status("busy", IndexingState.READY, 8)));
        sink.flush();

        assertThat(sink.search.countMoments("busy")).isEqualTo(8);
        assertThat(sink.search.video("busy").path("status").asText()).isEqualTo("ready");
        List<Integer> sizes =
                sink.proxy.seen().stream()
                        .filter(r -> r.path().equals("/_bulk"))
                        .map(r -> BulkFaults.lines(r.body()).size() / 2)
                        .toList();
        assertThat(sizes).containsExactly(8, 1, 1, 1, 1);
        assertThat(sink.letters.letters()).isEmpty();
    }

    @Test
    void aNodeThatIsOverloadedOrAwayIsTriedAgain() throws Exception {
        sink.proxy.faults(BulkFaults.answers(429, 503, 502));
        sink.writeMoments("away", 3);
        sink.write(IndexChange.of(status("away", IndexingState.READY, 3)));
        sink.flush();
        assertThat(sink.search.countMoments("away")).isEqualTo(3);
    }

    @Test
    void aBulkThatIsTooLargeIsSplitDownToItsLargeDocument() throws Exception {
        String large = moment("large", 2).momentId();
        sink.proxy.faults(
                (request, p) ->
                        new String(request.body(), UTF_8).contains(large)
                                ? new TestingProxy.Answer(413, new byte[0])
                                : null);
        sink.writeMoments("large", 5);
        sink.flush();
        assertThat(sink.letters.letters()).hasSize(1);
        assertThat(sink.letters.letters().get(0).problem().detail()).contains(large, "too large");
        sink.search.post("/moments/_refresh", "");
        assertThat(sink.search.countMoments("large")).isEqualTo(4);
    }

    @Test
    void aMissingAliasFailsTheJobAndIsNamed() throws Exception {
        var other = new ModelRef("never-prepared", "1");
        var moment = moment("lost", 0);
        sink.write(
                IndexChange.of(
                        new Moment(
                                moment.momentId(),
                                moment.video(),
                                moment.generation(),
                                moment.ordinal(),
                                moment.description(),
                                0,
                                0,
                                1,
                                other,
                                moment.visual(),
                                "",
                                0,
                                List.of(),
                                1,
                                List.of(),
                                "",
                                "")));
        assertThatThrownBy(() -> sink.flush())
                .hasMessageContaining("moments-never-prepared-1-write")
                .hasRootCauseInstanceOf(IndexMismatchException.class);
        assertThat(sink.letters.letters()).isEmpty();
        assertThat(sink.search.get("/moments-never-prepared-1-write").path("status").asInt())
                .isEqualTo(404);
    }

    @Test
    void aRefusedLoginFailsTheJob() throws Exception {
        sink.restart(options -> options.withLogin("ann", "secret"));
        sink.proxy.faults(BulkFaults.answers(401));
        sink.writeMoments("login", 1);
        assertThatThrownBy(() -> sink.flush())
                .hasMessageContaining("401")
                .hasRootCauseInstanceOf(IndexMismatchException.class);
        assertThat(sink.proxy.seen().get(0).authorization()).isEqualTo("Basic YW5uOnNlY3JldA==");
    }

    @Test
    void whatAnOwnerWritesDoesNotCostTheVideo() throws Exception {
        Moment plain = moment("odd-metadata", 0);
        VideoDescription odd =
                new VideoDescription(
                        "t".repeat(100_000),
                        Map.of("a.b", "1", " ", "2", "long", "x".repeat(100_000), "..", "3"),
                        "");
        sink.write(IndexChange.of(withDescription(plain, odd)));
        sink.write(IndexChange.of(status("odd-metadata", IndexingState.READY, 1)));
        sink.flush();
        assertThat(sink.letters.letters()).isEmpty();
        assertThat(sink.search.countMoments("odd-metadata")).isEqualTo(1);
    }

    @Test
    void anIdThatOpenSearchRefusesIsADeadLetterAndOthersGoOn() throws Exception {
        String id = "i".repeat(600);
        sink.write(IndexChange.of(status(id, IndexingState.INDEXING, 0)));
        sink.flush();
        sink.write(IndexChange.of(status(id, IndexingState.FAILED, 0)));
        sink.write(IndexChange.of(status("other", IndexingState.INDEXING, 0)));
        sink.flush();
        assertThat(sink.letters.letters()).hasSize(1);
        assertThat(sink.letters.letters().get(0).problem().detail()).contains("512");
        assertThat(sink.search.video("other").path("status").asText()).isEqualTo("indexing");
        assertThat(sink.told()).extracting(told -> told.video().videoId()).containsExactly("other");
    }

    private static Moment withDescription(Moment moment, VideoDescription description) {
        return new Moment(
                moment.momentId(),
                moment.video(),
                moment.generation(),
                moment.ordinal(),
                description,
                moment.shot(),
                moment.startUs(),
                moment.endUs(),
                moment.model(),
                moment.visual(),
                moment.keyFrame(),
                moment.keyFrameUs(),
                moment.objectClasses(),
                moment.arrivedMs(),
                moment.soundClasses(),
                moment.dialogue(),
                moment.screenText());
    }
}

package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.moment;
import static io.zoetrope.connectors.TestingRecords.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.connectors.Waiting;
import io.zoetrope.connectors.opensearch.IndexMismatchException;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.status.VideoStatus;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator against a real node that is overloaded, away, or refuses the job itself. */
class WriteIndexFaultsITCase {
    @AutoClose private WriterHarness sink;

    @BeforeEach
    void open() throws Exception {
        sink = new WriterHarness();
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
}

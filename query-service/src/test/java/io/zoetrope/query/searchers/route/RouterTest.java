package io.zoetrope.query.searchers.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TricklingIndex;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.Searcher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RouterTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Sought BOTH = Sought.text("c", "x", List.of("a", "b"));
    private static final TestingSearcher A = new TestingSearcher("a", () -> {});

    @Test
    void asksSideBySide() throws IOException {
        CyclicBarrier meet = new CyclicBarrier(2);
        TestingSearcher.Work together = () -> meet.await(20, TimeUnit.SECONDS);
        Router.Answer answer =
                ask(LONG, new TestingSearcher("a", together), new TestingSearcher("b", together));
        assertThat(found(answer)).containsExactly("a", "b");
        assertThat(answer.degraded()).isEmpty();
    }

    @Test
    void asksOnlyWhereAClauseLooks() throws IOException {
        TestingSearcher other =
                new TestingSearcher(
                        "c",
                        () -> {
                            throw new AssertionError("not asked");
                        });
        assertThat(found(ask(LONG, A, other))).containsExactly("a");
    }

    @Test
    void whatIsLateIsNamedAndInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        TestingSearcher late =
                new TestingSearcher(
                        "b",
                        () -> {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                        });
        Router.Answer answer = ask(SHORT, A, late);
        assertThat(found(answer)).containsExactly("a");
        assertThat(answer.degraded()).containsExactly(new Degraded("b", "late"));
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Bytes come all the time; nobody waits for the rest of them. */
    @Test
    void ofWhatIsLateTheReadingIsBrokenOff() throws Exception {
        try (TricklingIndex index = new TricklingIndex();
                IndexReader reader =
                        new IndexReader(index.options(), "b", 1, new SimpleMeterRegistry())) {
            // The first request of a process loads its client's classes, for longer than it may
            // take.
            reader.search("texts", Json.MAPPER.createObjectNode());
            TestingSearcher.Work read =
                    () -> reader.search("trickled", Json.MAPPER.createObjectNode());
            Router.Answer answer = ask(SHORT, A, new TestingSearcher("b", read));
            assertThat(found(answer)).containsExactly("a");
            assertThat(answer.degraded()).containsExactly(new Degraded("b", "late"));
            index.awaitLeft();
            reader.search("texts", Json.MAPPER.createObjectNode());
        }
    }

    @Test
    void whatFailsIsNamed() throws IOException {
        Router.Answer away = ask(LONG, A, failing("b", new Unavailable("away", null)));
        assertThat(found(away)).containsExactly("a");
        assertThat(away.degraded()).containsExactly(new Degraded("b", "unavailable"));
        Router.Answer broken = ask(LONG, A, failing("b", new IllegalStateException("broken")));
        assertThat(broken.degraded()).containsExactly(new Degraded("b", "failed"));
    }

    @Test
    void ifNoneAnswersTheFirstReasonIsTold() {
        ApiError mismatch = new ApiError(503, "dimension_mismatch", "other vectors");
        assertThatThrownBy(
                        () ->
                                ask(
                                        LONG,
                                        failing("a", mismatch),
                                        failing("b", new Unavailable("away", null))))
                .isSameAs(mismatch);
        assertThatThrownBy(() -> ask(LONG, failing("a", new Unavailable("away", null))))
                .isInstanceOf(Unavailable.class);
    }

    private static TestingSearcher failing(String modality, Exception failure) {
        return new TestingSearcher(
                modality,
                () -> {
                    throw failure;
                });
    }

    private static Router.Answer ask(Duration deadline, Searcher... searchers) throws IOException {
        try (Router router = new Router(List.of(searchers), deadline)) {
            return router.ask(Scope.of("t", SearchRequest.Filter.NONE), List.of(BOTH), 10);
        }
    }

    private static List<String> found(Router.Answer answer) {
        return answer.parts().stream().flatMap(part -> part.hits().stream()).map(Hit::id).toList();
    }
}

package io.zoetrope.connectors.opensearch;

import static io.zoetrope.domain.FindingKind.MOMENT;
import static io.zoetrope.domain.FindingKind.SHOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.FindingKind;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JointRefreshesTest {
    private static final long LONG_MS = 50_000;

    private final JointRefreshes refreshes = new JointRefreshes(LONG_MS);
    private final Queue<Set<FindingKind>> made = new ConcurrentLinkedQueue<>();

    @Test
    void whoIsAloneWaitsForNobody() throws Exception {
        try (JointRefreshes.Turn turn = refreshes.begin()) {
            turn.refresh(Set.of(MOMENT), made::add);
        }
        try (JointRefreshes.Turn turn = refreshes.begin()) {
            turn.refresh(Set.of(SHOT), made::add);
        }
        assertThat(made).containsExactly(Set.of(MOMENT), Set.of(SHOT));
    }

    @Test
    void thoseWhoWriteAtTheSameTimeHaveOneRefreshOfAllTheirKinds() throws Exception {
        JointRefreshes.Turn second = refreshes.begin();
        FutureTask<Void> first = waiting(made::add);
        assertThat(made).isEmpty();
        second.refresh(Set.of(SHOT), made::add);
        first.get();
        assertThat(made).containsExactly(Set.of(MOMENT, SHOT));
    }

    @Test
    void whoHasNothingToRefreshHoldsNobodyUp() throws Exception {
        JointRefreshes.Turn second = refreshes.begin();
        FutureTask<Void> first = waiting(made::add);
        second.close();
        first.get();
        assertThat(made).containsExactly(Set.of(MOMENT));
    }

    @Test
    void whoWritesForLongIsNotWaitedForToTheEnd() throws Exception {
        JointRefreshes hasty = new JointRefreshes(1);
        JointRefreshes.Turn slow = hasty.begin();
        hasty.begin().refresh(Set.of(MOMENT), made::add);
        slow.refresh(Set.of(SHOT), made::add);
        assertThat(made).containsExactly(Set.of(MOMENT), Set.of(SHOT));
    }

    /** What was written behind the beginning of a refresh may not be in it. */
    @Test
    void whoComesWhileOneIsMadeHasHisOwn() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        JointRefreshes.Turn late = refreshes.begin();
        JointRefreshes.Turn other = refreshes.begin();
        FutureTask<Void> first =
                waiting(
                        kinds -> {
                            begun.complete(null);
                            goOn.join();
                            made.add(kinds);
                        });
        late.close();
        other.close();
        begun.get();
        try (JointRefreshes.Turn turn = refreshes.begin()) {
            turn.refresh(Set.of(SHOT), made::add);
        }
        goOn.complete(null);
        first.get();
        assertThat(List.copyOf(made)).containsExactly(Set.of(SHOT), Set.of(MOMENT));
    }

    @Test
    void ifTheOneThatMakesItFailsTheOthersMakeTheirOwn() throws Exception {
        JointRefreshes.Turn second = refreshes.begin();
        FutureTask<Void> first =
                waiting(
                        kinds -> {
                            throw new IOException("the task ends");
                        });
        second.refresh(Set.of(SHOT), made::add);
        assertThat(made).containsExactly(Set.of(SHOT));
        assertThatThrownBy(first::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("the task ends");
        made.clear();
        whoIsAloneWaitsForNobody();
    }

    @Test
    void writersToOneOpenSearchShareThem() {
        OpenSearchOptions options = OpenSearchOptions.of("http://127.0.0.1:1");
        assertThat(JointRefreshes.of(options))
                .isSameAs(JointRefreshes.of(OpenSearchOptions.of("http://127.0.0.1:1")))
                .isNotSameAs(JointRefreshes.of(OpenSearchOptions.of("http://127.0.0.1:2")));
    }

    /** One that has written moments, on a thread that waits for the others by now. */
    private FutureTask<Void> waiting(JointRefreshes.Refresh how) throws Exception {
        FutureTask<Void> task =
                new FutureTask<>(
                        () -> {
                            refreshes.begin().refresh(Set.of(MOMENT), how);
                            return null;
                        });
        Thread thread = new Thread(task, "writer");
        thread.setDaemon(true);
        thread.start();
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(thread.isAlive()).as("waits for the others").isTrue();
        return task;
    }
}

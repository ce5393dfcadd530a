package io.zoetrope.connectors.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.connectors.TestingMetrics;
import io.zoetrope.connectors.Waiting;
import io.zoetrope.domain.ThumbnailRemoval;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoveThumbnailsTest {
    private static final int MOST = 5;
    private static final int MANY = 1_000;

    /** The store that the tasks open; static, because the operator's factory is serialized. */
    private static TestingFiles files;

    @TempDir Path root;
    private TestingPictures pictures;
    private TestingMetrics metrics;
    @AutoClose private OneInputStreamOperatorTestHarness<ThumbnailRemoval, Void> task;

    @BeforeEach
    void start() throws Exception {
        pictures = new TestingPictures(root);
        files = new TestingFiles("keyframes", 0);
        open(null);
    }

    @Test
    void deletesWhenACheckpointThatHoldsTheRemovalIsComplete() throws Exception {
        pictures.store("early", 1, 0);
        pictures.store("late", 1, 0);
        remove("early");
        task.snapshot(1, 0);
        remove("late");

        assertThat(pictures.of("early")).hasSize(1);
        task.notifyOfCompletedCheckpoint(1);
        idleUntil(() -> held() == 1);
        assertThat(pictures.of("early")).isEmpty();
        assertThat(pictures.of("late")).hasSize(1);

        task.snapshot(2, 0);
        task.notifyOfCompletedCheckpoint(2);
        idleUntil(() -> held() == 0);
        assertThat(pictures.of("late")).isEmpty();
    }

    /** What was acknowledged before it was done was lost here. */
    @Test
    void aRemovalThatTheStoreDidNotTakeOutlivesARestart() throws Exception {
        pictures.store("v", 1, 0, 1);
        files = new TestingFiles("keyframes", MANY);
        reopen(task.snapshot(0, 0));
        remove("v");
        task.snapshot(1, 0);
        task.notifyOfCompletedCheckpoint(1);
        idleUntil(() -> refused(MANY) == 1);

        OperatorSubtaskState state = task.snapshot(2, 0);
        files = new TestingFiles("keyframes", 0);
        reopen(state);
        assertThat(held()).isEqualTo(1);
        task.snapshot(3, 0);
        task.notifyOfCompletedCheckpoint(3);
        idleUntil(() -> held() == 0);

        assertThat(pictures.of("v")).isEmpty();
        reopen(task.snapshot(4, 0));
        assertThat(held()).isZero();
    }

    @Test
    void triesAgainAtTheNextCheckpoint() throws Exception {
        pictures.store("v", 1, 0);
        files = new TestingFiles("keyframes", 1);
        reopen(task.snapshot(0, 0));
        remove("v");
        task.snapshot(1, 0);
        task.notifyOfCompletedCheckpoint(1);
        idleUntil(() -> refused(1) == 1);
        assertThat(held()).isEqualTo(1);

        idleUntil(
                () -> {
                    // The first try may still be on its way back to the task.
                    task.notifyOfCompletedCheckpoint(2);
                    return held() == 0;
                });
        assertThat(pictures.of("v")).isEmpty();
        assertThat(metrics.count("keyFramesRemovalsDone")).isEqualTo(1);
    }

    /** Else it stayed begun, and no later checkpoint began it. */
    @Test
    void anErrorFailsTheTaskAndTheRemovalIsStillHeld() throws Exception {
        pictures.store("v", 1, 0);
        Error error = new NoClassDefFoundError("a client's class");
        files = new TestingFiles("keyframes", 0).failingWith(error);
        reopen(task.snapshot(0, 0));
        remove("v");
        task.snapshot(1, 0);
        task.notifyOfCompletedCheckpoint(1);
        assertThatThrownBy(() -> idleUntil(() -> false)).hasRootCause(error);

        OperatorSubtaskState state = task.snapshot(2, 0);
        files = new TestingFiles("keyframes", 0);
        reopen(state);
        task.notifyOfCompletedCheckpoint(3);
        task.snapshot(4, 0);
        task.notifyOfCompletedCheckpoint(4);
        idleUntil(() -> held() == 0);
        assertThat(pictures.of("v")).isEmpty();
    }

    @Test
    void aStoreThatIsDownIsNotAskedForEachOfThem() throws Exception {
        pictures.store("a", 1, 0);
        for (int i = 1; i < MOST; i++) {
            pictures.store("v" + i, 1, 0);
            remove("v" + i);
        }
        files = new TestingFiles("keyframes", MANY);
        reopen(task.snapshot(1, 0));
        remove("a");
        task.snapshot(2, 0);
        task.notifyOfCompletedCheckpoint(2);
        idleUntil(() -> refused(MANY) >= 3);

        OperatorSubtaskState state = task.snapshot(3, 0);
        // Two threads: one more may have begun when the third failed.
        assertThat(refused(MANY)).isLessThanOrEqualTo(4);
        assertThat(metrics.gauge(RemovalMetric.BREAKER_OPEN)).isEqualTo(1);
        files = new TestingFiles("keyframes", 0);
        reopen(state);
        assertThat(held()).isEqualTo(MOST);
    }

    @Test
    void doesTheOldestAtOnceIfThereAreTooManyToHold() throws Exception {
        for (int i = 0; i <= MOST; i++) {
            pictures.store("v" + i, 1, 0);
            remove("v" + i);
        }

        assertThat(held()).isEqualTo(MOST);
        assertThat(metrics.count("keyFramesRemovalsEarly")).isEqualTo(1);
        assertThat(pictures.of("v0")).isEmpty();
        assertThat(pictures.of("v1")).hasSize(1);
    }

    private void open(OperatorSubtaskState state) throws Exception {
        metrics = new TestingMetrics();
        String folder = root.toUri().toString();
        RemoveThumbnails.Store store =
                () -> new ObjectFolder(files, new org.apache.flink.core.fs.Path(folder));
        task =
                new OneInputStreamOperatorTestHarness<>(
                        new RemoveThumbnailsFactory(store, MOST), metrics.environment());
        task.setup();
        if (state != null) {
            task.initializeState(state);
        }
        task.open();
    }

    private void reopen(OperatorSubtaskState state) throws Exception {
        task.close();
        open(state);
    }

    private void remove(String videoKey) throws Exception {
        task.processElement(new ThumbnailRemoval(videoKey, 2), 0);
    }

    private int held() {
        return metrics.gauge(RemovalMetric.HELD);
    }

    private static int refused(int of) {
        return of - Math.max(0, files.refusalsLeft());
    }

    private void idleUntil(Callable<Boolean> condition) throws Exception {
        Waiting.until(
                () -> {
                    for (Optional<Mail> mail;
                            (mail = task.getTaskMailbox().tryTake(0)).isPresent(); ) {
                        mail.get().run();
                    }
                    return condition.call();
                });
    }
}

package io.zoetrope.models.batching;

import static io.zoetrope.models.batching.TestingModel.await;
import static io.zoetrope.models.batching.TestingModel.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of those who wait, run or come when an engine is closed. */
@Timeout(30)
class EngineClosingTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void closingEndsTheWaitOfThoseHeldBackAndLetsARunningCallFinish() throws Exception {
        TestingModel model = new TestingModel(1);
        var engine = new InferenceEngine<>("test", model, new EngineOptions(1, LONG, 1, 1));
        CompletableFuture<Integer> runs = engine.submit(1);
        await(() -> engine.metrics().waiting() == 0);
        CompletableFuture<Integer> waits = engine.submit(2);
        CompletableFuture<Integer> third = new CompletableFuture<>();
        Thread heldBack = new Thread(() -> submit(engine, 3, third));
        heldBack.start();
        await(() -> engine.heldBack() == 1);
        Thread closing = new Thread(engine::close);
        closing.start();
        heldBack.join();
        assertThat(third).isCompletedExceptionally();
        assertThatThrownBy(waits::get).hasMessageContaining("test is closed");
        assertThat(closing.isAlive()).as("close waits for the call that runs").isTrue();
        model.gate.countDown();
        closing.join();
        assertThat(runs.get()).isEqualTo(2);
    }

    @Test
    void closingDoesNotWaitForACallThatNeverComesBack() throws Exception {
        TestingModel model = new TestingModel(1);
        var engine = new InferenceEngine<>("test", model, new EngineOptions(1, LONG, 2, 1));
        CompletableFuture<Integer> stuck = engine.submit(1);
        await(() -> engine.metrics().waiting() == 0);

        assertThat(engine.closeWithin(Duration.ofMillis(20))).as("all is over").isFalse();
        assertThat(stuck).isNotDone();
        model.gate.countDown();
        assertThat(engine.closeWithin(LONG)).isTrue();
        assertThat(stuck.get()).isEqualTo(2);
    }

    @Test
    void closingFailsWhatWaitsAndWhatComesAfter() throws Exception {
        TestingModel model = new TestingModel(0);
        var engine = new InferenceEngine<>("test", model, new EngineOptions(4, LONG, 2, 16));
        CompletableFuture<Integer> waits = engine.submit(1);
        engine.close();
        engine.close();

        assertThat(waits).isCompletedExceptionally();
        assertThatThrownBy(() -> engine.submit(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("test is closed");
    }
}

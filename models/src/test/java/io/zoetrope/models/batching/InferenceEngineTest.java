package io.zoetrope.models.batching;

import static io.zoetrope.models.batching.TestingModel.await;
import static io.zoetrope.models.batching.TestingModel.submitter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InferenceEngineTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void gathersWholeBatchesInOrder() throws Exception {
        TestingModel model = new TestingModel(0);
        try (var engine = new InferenceEngine<>("test", model, new EngineOptions(4, LONG, 1, 16))) {
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(engine.submit(i));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(answers.get(i).get()).isEqualTo(2 * i);
            }
            assertThat(model.batches).containsExactly(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7));
            assertThat(engine.metrics().batchFill()).isEqualTo(1);
            assertThat(engine.metrics().items()).isEqualTo(8);
            assertThat(engine.metrics().waiting()).isZero();
        }
    }

    @Test
    void tellsHowLongACallRuns() throws Exception {
        TestingModel model = new TestingModel(1);
        try (var engine =
                new InferenceEngine<>("test", model, new EngineOptions(1, Duration.ZERO, 1, 2))) {
            assertThat(engine.metrics().idle()).isTrue();
            CompletableFuture<Integer> runs = engine.submit(1);
            CompletableFuture<Integer> waits = engine.submit(2);
            while (engine.metrics().callNanos() == 0) {
                Thread.onSpinWait();
            }
            long before = engine.metrics().callNanos();
            while (engine.metrics().callNanos() == before) {
                Thread.onSpinWait();
            }
            EngineMetrics later = engine.metrics();
            // Before anything is asserted: the engine's close waits for the model.
            model.gate.countDown();
            assertThat(later.callNanos()).isGreaterThan(before);
            assertThat(later.waiting()).isEqualTo(1);
            CompletableFuture.allOf(runs, waits).get();
            while (!engine.metrics().idle()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void doesNotWaitForCompanyForEver() throws Exception {
        TestingModel model = new TestingModel(0);
        EngineOptions options = new EngineOptions(4, Duration.ofMillis(2), 2, 16);
        try (var engine = new InferenceEngine<>("test", model, options)) {
            assertThat(engine.submit(21).get()).isEqualTo(42);
            assertThat(engine.metrics().batchFill()).isEqualTo(0.25);
        }
    }

    @Test
    void holdsBackThoseWhoAreFasterThanTheModel() throws Exception {
        TestingModel model = new TestingModel(1);
        try (var engine =
                new InferenceEngine<>("test", model, new EngineOptions(1, Duration.ZERO, 1, 2))) {
            List<CompletableFuture<Integer>> answers =
                    Collections.synchronizedList(new ArrayList<>());
            Thread eager =
                    new Thread(
                            () -> {
                                try {
                                    for (int i = 0; i < 6; i++) {
                                        answers.add(engine.submit(i));
                                    }
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            eager.start();
            // A thread may also wait for the engine's lock: only the third answer shows a full
            // queue.
            while (answers.size() < 3 || eager.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            int taken = answers.size();
            int waiting = engine.metrics().waiting();
            // Before anything is asserted: the engine's close waits for the model.
            model.gate.countDown();
            assertThat(taken).as("two wait and one runs").isEqualTo(3);
            assertThat(waiting).isEqualTo(2);
            eager.join();
            assertThat(answers.get(5).get()).isEqualTo(10);
        }
    }

    @Test
    void anItemThatFailsTakesNoOtherWithIt() throws Exception {
        TestingModel model = new TestingModel(0);
        try (var engine = new InferenceEngine<>("test", model, new EngineOptions(2, LONG, 1, 16))) {
            CompletableFuture<Integer> a = engine.submit(13);
            CompletableFuture<Integer> b = engine.submit(1);
            CompletableFuture<Integer> c = engine.submit(2);
            CompletableFuture<Integer> d = engine.submit(3);

            assertThatThrownBy(a::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("thirteen");
            assertThat(b.get()).isEqualTo(2);
            assertThat(c.get()).isEqualTo(4);
            assertThat(d.get()).isEqualTo(6);
            assertThat(model.batches)
                    .containsExactly(List.of(13, 1), List.of(13), List.of(1), List.of(2, 3));
            assertThat(engine.metrics().failures()).as("in company, and alone").isEqualTo(2);
            assertThat(engine.metrics().items()).isEqualTo(4);
        }
    }

    @Test
    void aModelThatAnswersTooLittleFails() throws Exception {
        try (var engine =
                new InferenceEngine<Integer, Integer>(
                        "test", items -> List.of(), new EngineOptions(1, LONG, 1, 1))) {
            assertThatThrownBy(engine.submit(1)::get).hasRootCauseMessage("test: 0 results for 1");
        }
    }

    @Test
    void aSubmitterWhoFloodsTheQueueDoesNotKeepOthersOut() throws Exception {
        TestingModel model = new TestingModel(1);
        EngineOptions options = new EngineOptions(1, Duration.ZERO, 1, 2);
        try (var engine = new InferenceEngine<>("test", model, options)) {
            Thread flood = submitter(engine, IntStream.range(100, 200));
            // One runs and two wait: the flood is held back before the other comes.
            await(() -> engine.metrics().waiting() == 2 && engine.heldBack() == 1);
            Thread other = submitter(engine, IntStream.of(1));
            await(() -> engine.heldBack() == 2);
            // Before anything is asserted: the engine's close waits for the model.
            model.gate.countDown();
            other.join();
            flood.join();
        }
        int place = model.batches.indexOf(List.of(1));
        assertThat(place).as("behind what was there before it, not behind all").isBetween(3, 6);
    }
}

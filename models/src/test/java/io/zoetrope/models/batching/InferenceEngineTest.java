package io.zoetrope.models.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.TinyModels;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class InferenceEngineTest {
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir Path folder;

    /** Doubles; remembers its batches; runs only while the gate is open. */
    private static final class TestingModel implements BatchFunction<Integer, Integer> {
        final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch gate;

        TestingModel(int closed) {
            gate = new CountDownLatch(closed);
        }

        @Override
        public List<Integer> apply(List<Integer> items) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            batches.add(List.copyOf(items));
            if (items.contains(13)) {
                throw new IllegalArgumentException("thirteen");
            }
            return items.stream().map(i -> 2 * i).toList();
        }
    }

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

    private static Thread submitter(InferenceEngine<Integer, Integer> engine, IntStream items) {
        Thread thread =
                new Thread(() -> items.forEach(i -> submit(engine, i, new CompletableFuture<>())));
        thread.start();
        return thread;
    }

    /** Hands {@code answer} what submitting threw. */
    private static void submit(
            InferenceEngine<Integer, Integer> engine, int item, CompletableFuture<Integer> answer) {
        try {
            engine.submit(item);
        } catch (InterruptedException | IllegalStateException e) {
            answer.completeExceptionally(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
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

    @Test
    void subtasksShareOneEngineUntilTheLastIsGone() throws Exception {
        ModelPackage model = TinyModels.clip(folder);
        int before = InferenceEngines.open();
        SharedEngine<byte[], Vector> first = images(model);
        SharedEngine<byte[], Vector> second = images(model);
        assertThat(InferenceEngines.open()).isEqualTo(before + 1);
        assertThat(first.dimension()).isEqualTo(8);
        assertThat(first.shape().width()).isEqualTo(4);

        first.close();
        first.close();
        assertThat(second.submit(new byte[48]).get().dimension()).isEqualTo(8);
        second.close();
        assertThat(InferenceEngines.open()).isEqualTo(before);
    }

    @Test
    void picturesOfQueriesDoNotStandBehindFrames() throws Exception {
        ModelPackage model = TinyModels.clip(folder);
        EngineOptions waiting = new EngineOptions(4, LONG, 1, 16);
        EngineOptions atOnce = new EngineOptions(4, Duration.ZERO, 1, 16);
        try (SharedEngine<byte[], Vector> frames =
                        InferenceEngines.images(model, RuntimeOptions.CPU, (b, p) -> waiting);
                SharedEngine<byte[], Vector> queries =
                        InferenceEngines.queryImages(model, RuntimeOptions.CPU, (b, p) -> atOnce)) {
            CompletableFuture<Vector> frame = frames.submit(new byte[48]);
            assertThat(queries.submit(new byte[48]).get().dimension()).isEqualTo(8);
            assertThat(frame).isNotDone();
        }
    }

    @Test
    void manySubtasksGetTheirOwnAnswers() {
        ModelPackage model = TinyModels.clip(folder);
        try (SharedEngine<byte[], Vector> engine = images(model)) {
            List<Vector> first = run(engine);
            List<Vector> again = run(engine);
            for (int i = 0; i < first.size(); i++) {
                assertThat(first.get(i).dot(again.get(i))).isBetween(0.9999f, 1.0001f);
            }
            assertThat(engine.metrics().items()).isEqualTo(400);
        }
    }

    private static List<Vector> run(SharedEngine<byte[], Vector> engine) {
        return IntStream.range(0, 200)
                .parallel()
                .mapToObj(
                        i -> {
                            byte[] picture = new byte[48];
                            picture[i % 48] = (byte) (i + 1);
                            try {
                                return engine.submit(picture).join();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .toList();
    }

    private static SharedEngine<byte[], Vector> images(ModelPackage model) {
        return InferenceEngines.images(model, RuntimeOptions.CPU, InferenceEngines.Gathering.AUTO);
    }
}

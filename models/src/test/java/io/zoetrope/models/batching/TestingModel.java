package io.zoetrope.models.batching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Doubles; remembers its batches; runs only while the gate is open. And those who ask it. */
final class TestingModel implements BatchFunction<Integer, Integer> {
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

    static Thread submitter(InferenceEngine<Integer, Integer> engine, IntStream items) {
        Thread thread =
                new Thread(() -> items.forEach(i -> submit(engine, i, new CompletableFuture<>())));
        thread.start();
        return thread;
    }

    /** Hands {@code answer} what submitting threw. */
    static void submit(
            InferenceEngine<Integer, Integer> engine, int item, CompletableFuture<Integer> answer) {
        try {
            engine.submit(item);
        } catch (InterruptedException | IllegalStateException e) {
            answer.completeExceptionally(e);
        }
    }

    static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}

package io.zoetrope.models.runtime.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Cuts a long list into calls of a graph's size. */
public final class Batches {
    private Batches() {}

    public static <I, O> List<O> each(
            List<I> items, int maxBatch, Function<List<I>, List<O>> call) {
        if (items.isEmpty()) {
            return List.of();
        }
        if (items.size() <= maxBatch) {
            return call.apply(items);
        }
        List<O> all = new ArrayList<>(items.size());
        for (int from = 0; from < items.size(); from += maxBatch) {
            all.addAll(call.apply(items.subList(from, Math.min(items.size(), from + maxBatch))));
        }
        return all;
    }
}

package io.zoetrope.models.batching;

import java.util.List;

/** What an engine runs: one result for each item, in order. Called by several threads at once. */
@FunctionalInterface
public interface BatchFunction<I, O> {
    List<O> apply(List<I> items);
}

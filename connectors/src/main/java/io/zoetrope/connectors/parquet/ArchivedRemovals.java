package io.zoetrope.connectors.parquet;

import io.zoetrope.domain.finding.IndexChange;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** The removals among the changes of the index. */
public final class ArchivedRemovals implements FlatMapFunction<IndexChange, ArchivedRemoval> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(IndexChange change, Collector<ArchivedRemoval> out) {
        if (change.removed() != null) {
            out.collect(
                    new ArchivedRemoval(
                            change.removed(), change.generation(), System.currentTimeMillis()));
        }
    }
}

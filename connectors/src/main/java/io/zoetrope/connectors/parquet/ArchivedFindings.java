package io.zoetrope.connectors.parquet;

import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.IndexChange;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.util.Collector;

/** The findings of one kind among the changes of the index. */
public final class ArchivedFindings<T> implements FlatMapFunction<IndexChange, T> {
    private static final long serialVersionUID = 1L;

    private final MapFunction<Finding, T> of;

    /**
     * @param of what of a finding is archived; null if it is of another kind
     */
    public ArchivedFindings(MapFunction<Finding, T> of) {
        this.of = of;
    }

    @Override
    public void flatMap(IndexChange change, Collector<T> out) throws Exception {
        T found = change.finding() == null ? null : of.map(change.finding());
        if (found != null) {
            out.collect(found);
        }
    }
}

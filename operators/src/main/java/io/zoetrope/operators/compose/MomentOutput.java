package io.zoetrope.operators.compose;

import io.zoetrope.domain.IndexChange;
import io.zoetrope.operators.Counters;
import java.util.function.Consumer;
import org.apache.flink.util.Collector;

/** Writes composed moments of one video and counts them. */
final class MomentOutput implements Consumer<ComposedMoment> {
    private final VideoRecords records;
    private final Counters<ComposeMetric> counters;
    private final Collector<IndexChange> out;
    private final int first;
    private int written;

    /**
     * @param first ordinal of the first moment that is written here
     */
    MomentOutput(
            VideoRecords records,
            int first,
            Counters<ComposeMetric> counters,
            Collector<IndexChange> out) {
        this.records = records;
        this.first = first;
        this.counters = counters;
        this.out = out;
    }

    @Override
    public void accept(ComposedMoment moment) {
        out.collect(IndexChange.of(records.moment(moment, first + written)));
        counters.increment(ComposeMetric.MOMENTS);
        written++;
    }

    int written() {
        return written;
    }
}

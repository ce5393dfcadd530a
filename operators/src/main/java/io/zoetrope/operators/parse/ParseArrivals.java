package io.zoetrope.operators.parse;

import io.zoetrope.domain.DeadLetter;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Messages in, one arrival per video out; what cannot be read becomes a dead letter. */
public final class ParseArrivals extends ProcessFunction<RawEvent, VideoArrival> {
    private static final long serialVersionUID = 1L;

    private transient ArrivalParser parser;
    private transient Counters<ParseMetric> counters;

    @Override
    public void open(OpenContext context) {
        parser = new ArrivalParser();
        counters = Counters.register(getRuntimeContext().getMetricGroup(), ParseMetric.class);
    }

    @Override
    public void processElement(RawEvent event, Context context, Collector<VideoArrival> out) {
        try {
            List<ParsedEntry> entries = parser.parse(event);
            if (entries.isEmpty()) {
                counters.increment(ParseMetric.IGNORED);
            }
            for (ParsedEntry entry : entries) {
                hand(entry, event, context, out);
            }
        } catch (RejectedInput e) {
            reject(event, e.at(Stage.PARSE), context);
        }
    }

    private void hand(
            ParsedEntry entry, RawEvent event, Context context, Collector<VideoArrival> out) {
        if (entry.problem() != null) {
            reject(event, entry.problem(), context);
        } else {
            counters.increment(ParseMetric.ARRIVALS);
            out.collect(entry.arrival());
        }
    }

    private void reject(RawEvent event, Problem problem, Context context) {
        counters.increment(ParseMetric.REJECTED);
        long now = context.timerService().currentProcessingTime();
        context.output(
                SideOutputs.DEAD_LETTERS,
                new DeadLetter(event, null, problem, ArrivalParser.attempt(event), now));
    }
}

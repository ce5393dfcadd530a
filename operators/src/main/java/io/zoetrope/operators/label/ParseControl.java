package io.zoetrope.operators.label;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages of {@code video.control} in, labels out; what cannot be used becomes a dead letter.
 * Whatever a message holds, it does not fail the job.
 */
public final class ParseControl extends ProcessFunction<RawEvent, TaughtLabel> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ParseControl.class);

    private transient Counters<ControlMetric> counters;

    @Override
    public void open(OpenContext context) {
        counters = Counters.register(getRuntimeContext().getMetricGroup(), ControlMetric.class);
    }

    @Override
    public void processElement(RawEvent event, Context context, Collector<TaughtLabel> out) {
        Optional<TaughtLabel> label;
        try {
            label = ControlParser.parse(event.value());
        } catch (RejectedInput e) {
            reject(event, e.at(Stage.PARSE), context);
            return;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error(
                    "the parser failed at {}-{} offset {}; the message becomes a dead letter",
                    event.topic(),
                    event.partition(),
                    event.offset(),
                    e);
            reject(
                    event,
                    Problem.of(
                            Stage.PARSE,
                            Reason.UNREADABLE_EVENT,
                            "The message could not be read, which is a defect of the parser."),
                    context);
            return;
        }
        if (label.isPresent()) {
            counters.increment(ControlMetric.LABELS);
            out.collect(label.get());
        } else {
            counters.increment(ControlMetric.IGNORED);
        }
    }

    private void reject(RawEvent event, Problem problem, Context context) {
        counters.increment(ControlMetric.REJECTED);
        long nowMs = context.timerService().currentProcessingTime();
        context.output(SideOutputs.DEAD_LETTERS, new DeadLetter(event, null, problem, 1, nowMs));
    }
}

package io.zoetrope.operators.parse;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.probe.ProbeOutcome;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages in, one arrival per video out; what cannot be taken becomes a dead letter, or a failed
 * video if it names one that its tenant may not use. Whatever a message holds, it does not fail the
 * job. Belongs into the source's own task: it watches the offsets of each partition in their order.
 */
public final class ParseArrivals extends ProcessFunction<RawEvent, VideoArrival>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ParseArrivals.class);

    /** As brokers do by default; a clock that is far ahead would order all that comes later. */
    private static final long MAX_AHEAD_MS = TimeUnit.HOURS.toMillis(1);

    private final TenantPrefixes tenants;

    private transient ArrivalParser parser;
    private transient Counters<ParseMetric> counters;
    private transient TopicHistory history;
    private transient ListState<PartitionMark> marks;

    /** With every source open to every tenant. */
    public ParseArrivals() {
        this(TenantPrefixes.NONE);
    }

    public ParseArrivals(TenantPrefixes tenants) {
        this.tenants = tenants;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        history = new TopicHistory();
        marks =
                context.getOperatorStateStore()
                        .getUnionListState(
                                new ListStateDescriptor<>("partitions", PartitionMark.class));
        for (PartitionMark mark : marks.get()) {
            history.restore(mark);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        boolean first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        marks.update(history.marks(first));
    }

    @Override
    public void open(OpenContext context) {
        parser = new ArrivalParser(tenants);
        counters = Counters.register(getRuntimeContext().getMetricGroup(), ParseMetric.class);
    }

    @Override
    public void processElement(RawEvent event, Context context, Collector<VideoArrival> out) {
        int incarnation = incarnation(event);
        long latestMs = context.timerService().currentProcessingTime() + MAX_AHEAD_MS;
        ParsedEvent parsed = parse(event.notAfter(latestMs));
        counters.add(ParseMetric.IGNORED, parsed.ignored());
        for (ParsedEntry entry : parsed.entries()) {
            if (entry.isForbiddenVideo()) {
                counters.increment(ParseMetric.REJECTED);
                VideoArrival refused = entry.arrival().withIncarnation(incarnation);
                context.output(
                        SideOutputs.REFUSED, ProbeOutcome.rejected(refused, "", entry.problem()));
            } else if (entry.problem() != null) {
                reject(entry, context);
            } else {
                counters.increment(ParseMetric.ARRIVALS);
                out.collect(entry.arrival().withIncarnation(incarnation));
            }
        }
    }

    private int incarnation(RawEvent event) {
        int before = history.incarnation(event);
        int incarnation = history.note(event);
        if (incarnation > before) {
            counters.increment(ParseMetric.RESTARTED);
            LOG.warn(
                    "offsets of {}-{} began anew at {}: its events count as later than all before",
                    event.topic(),
                    event.partition(),
                    event.offset());
        }
        return incarnation;
    }

    // Only the parser is guarded: what fails behind out.collect is no fault of the message.
    private ParsedEvent parse(RawEvent event) {
        try {
            return parser.parse(event);
        } catch (RejectedInput e) {
            return ParsedEvent.rejected(event, e.at(Stage.PARSE));
        } catch (RuntimeException | StackOverflowError e) {
            counters.increment(ParseMetric.UNEXPECTED);
            LOG.error(
                    "the parser failed at {}-{} offset {}; the message becomes a dead letter",
                    event.topic(),
                    event.partition(),
                    event.offset(),
                    e);
            Problem problem =
                    Problem.of(
                            Stage.PARSE,
                            Reason.UNREADABLE_EVENT,
                            "The message could not be read, which is a defect of the parser: "
                                    + Fields.shorten(e.toString()));
            return ParsedEvent.rejected(event, problem);
        }
    }

    private void reject(ParsedEntry entry, Context context) {
        counters.increment(ParseMetric.REJECTED);
        RawEvent event = entry.event();
        VideoRef video = entry.arrival() == null ? null : entry.arrival().video();
        long nowMs = context.timerService().currentProcessingTime();
        context.output(
                SideOutputs.DEAD_LETTERS,
                new DeadLetter(event, video, entry.problem(), ArrivalParser.attempt(event), nowMs));
    }
}

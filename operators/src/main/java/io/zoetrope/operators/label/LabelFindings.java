package io.zoetrope.operators.label;

import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Labels;
import io.zoetrope.operators.Counters;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Says of objects and moments which labels they have, by what people taught: all labels are in
 * every subtask's state. Changes pass in their order; what is no object or moment passes as it is.
 */
public final class LabelFindings
        extends BroadcastProcessFunction<IndexChange, TaughtLabel, IndexChange> {
    private static final long serialVersionUID = 1L;

    /** By their ids. */
    public static final MapStateDescriptor<String, TaughtLabel> LABELS =
            new MapStateDescriptor<>("labels", Types.STRING, TypeInformation.of(TaughtLabel.class));

    private transient Counters<LabelMetric> counters;

    /** Of the state, by tenant; null if it is to be read again. */
    private transient KnownLabels known;

    @Override
    public void open(OpenContext context) {
        counters = Counters.register(getRuntimeContext().getMetricGroup(), LabelMetric.class);
    }

    @Override
    public void processElement(
            IndexChange change, ReadOnlyContext context, Collector<IndexChange> out)
            throws Exception {
        if (change.finding() == null) {
            out.collect(change);
            return;
        }
        if (known == null) {
            known = known(context.getBroadcastState(LABELS));
        }
        if (!known.concerns(change.finding())) {
            out.collect(change);
            return;
        }
        Labels labels = known.of(change.finding());
        counters.increment(LabelMetric.COMPARED);
        if (!labels.names().isEmpty()) {
            counters.increment(LabelMetric.LABELLED);
        }
        out.collect(change.called(labels));
    }

    private static KnownLabels known(ReadOnlyBroadcastState<String, TaughtLabel> state)
            throws Exception {
        KnownLabels known = new KnownLabels();
        for (Map.Entry<String, TaughtLabel> entry : state.immutableEntries()) {
            known.put(entry.getValue());
        }
        return known;
    }

    @Override
    public void processBroadcastElement(
            TaughtLabel label, Context context, Collector<IndexChange> out) throws Exception {
        BroadcastState<String, TaughtLabel> state = context.getBroadcastState(LABELS);
        TaughtLabel before = state.get(label.labelId());
        if (before != null && before.version() >= label.version()) {
            return;
        }
        if (known == null) {
            known = known(state);
        }
        if (known.hasRoom(label)) {
            // One that is deleted stays, without what it meant: an older version may come again.
            state.put(label.labelId(), label);
            known.put(label);
            if (label.deleted()) {
                letGo(label.tenant(), state);
            }
        } else {
            counters.increment(LabelMetric.LEFT_OUT);
        }
    }

    private void letGo(String tenant, BroadcastState<String, TaughtLabel> state) throws Exception {
        for (String id : known.letGo(tenant)) {
            state.remove(id);
            counters.increment(LabelMetric.FORGOTTEN);
        }
    }
}

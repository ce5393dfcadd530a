package io.zoetrope.operators.order;

import io.zoetrope.operators.observe.ObservedSegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** What is kept of the video whose key is current, in Flink's state. */
final class KeyedOrderMemory implements OrderMemory {
    private final ValueState<OrderedVideo> open;
    private final ValueState<PastLives> past;
    private final ValueState<Long> heardMs;
    private final MapState<SegmentPosition, ObservedSegment> waiting;

    KeyedOrderMemory(RuntimeContext context) {
        open = context.getState(new ValueStateDescriptor<>("open", OrderedVideo.class));
        past = context.getState(new ValueStateDescriptor<>("past", PastLives.class));
        heardMs = context.getState(new ValueStateDescriptor<>("heard", Long.class));
        waiting =
                context.getMapState(
                        new MapStateDescriptor<>(
                                "waiting",
                                TypeInformation.of(SegmentPosition.class),
                                TypeInformation.of(ObservedSegment.class)));
    }

    @Override
    public OrderedVideo open() throws Exception {
        return open.value();
    }

    @Override
    public void keepOpen(OrderedVideo video) throws Exception {
        open.update(video);
    }

    @Override
    public PastLives past() throws Exception {
        PastLives lives = past.value();
        return lives == null ? PastLives.NONE : lives;
    }

    @Override
    public void close(PastLives lives) throws Exception {
        open.clear();
        past.update(lives);
    }

    @Override
    public long heardMs() throws Exception {
        Long ms = heardMs.value();
        return ms == null ? 0 : ms;
    }

    @Override
    public void hearAt(long ms) throws Exception {
        heardMs.update(ms);
    }

    @Override
    public void clear() {
        open.clear();
        past.clear();
        heardMs.clear();
        waiting.clear();
    }

    @Override
    public void put(SegmentPosition position, ObservedSegment part) throws Exception {
        waiting.put(position, part);
    }

    @Override
    public ObservedSegment get(SegmentPosition position) throws Exception {
        return waiting.get(position);
    }

    @Override
    public void remove(SegmentPosition position) throws Exception {
        waiting.remove(position);
    }

    @Override
    public List<SegmentPosition> positions() throws Exception {
        List<SegmentPosition> all = new ArrayList<>();
        waiting.keys().forEach(all::add);
        return all;
    }
}

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

/** All that is kept of the video whose key is current. */
final class OrderMemory implements SegmentBuffer {
    /** The open life; null before and after. */
    private final ValueState<OrderedVideo> open;

    private final ValueState<PastLives> past;

    /** When something of it last came in while it was not open, epoch milliseconds. */
    final ValueState<Long> heardMs;

    /** When the one timer of this key fires; null if there is none. */
    final ValueState<Long> timerMs;

    private final MapState<SegmentPosition, ObservedSegment> waiting;

    OrderMemory(RuntimeContext context) {
        open = context.getState(new ValueStateDescriptor<>("open", OrderedVideo.class));
        past = context.getState(new ValueStateDescriptor<>("past", PastLives.class));
        heardMs = context.getState(new ValueStateDescriptor<>("heard", Long.class));
        timerMs = context.getState(new ValueStateDescriptor<>("timer", Long.class));
        waiting =
                context.getMapState(
                        new MapStateDescriptor<>(
                                "waiting",
                                TypeInformation.of(SegmentPosition.class),
                                TypeInformation.of(ObservedSegment.class)));
    }

    /** Null if no life is open. */
    OrderedVideo open() throws Exception {
        return open.value();
    }

    void keepOpen(OrderedVideo video) throws Exception {
        open.update(video);
    }

    PastLives past() throws Exception {
        PastLives lives = past.value();
        return lives == null ? PastLives.NONE : lives;
    }

    /** Closes the open life, if there is one. */
    void close(PastLives lives) throws Exception {
        open.clear();
        past.update(lives);
    }

    boolean isOver(long generation) throws Exception {
        OrderedVideo current = open.value();
        return past().isOver(generation) || (current != null && generation < current.generation());
    }

    int partsWaiting() throws Exception {
        return positions().size();
    }

    void clear() {
        open.clear();
        past.clear();
        heardMs.clear();
        timerMs.clear();
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

package io.zoetrope.operators.compose;

import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** All that is kept of the video whose key is current. */
final class VideoMemory implements SegmentBuffer {
    /** The control that opened it; null before and after. */
    final ValueState<VideoChange> opened;

    /** How far it is; null before and after. */
    final ValueState<VideoProgress> progress;

    /** Generations below this one are over; null where none is. */
    final ValueState<Long> overBelow;

    /** Lives below this one were removed, pictures and all; null where none was. */
    final ValueState<Long> removedBelow;

    /** When the one timer of this key fires; null where there is none. */
    final ValueState<Long> timerMs;

    /** When something of it last came in, epoch milliseconds. */
    final ValueState<Long> touchedMs;

    private final MapState<Long, ObservedSegment> waiting;

    VideoMemory(RuntimeContext context) {
        opened = context.getState(new ValueStateDescriptor<>("opened", VideoChange.class));
        progress = context.getState(new ValueStateDescriptor<>("progress", VideoProgress.class));
        overBelow = context.getState(new ValueStateDescriptor<>("over-below", Long.class));
        removedBelow = context.getState(new ValueStateDescriptor<>("removed-below", Long.class));
        timerMs = context.getState(new ValueStateDescriptor<>("timer", Long.class));
        touchedMs = context.getState(new ValueStateDescriptor<>("touched", Long.class));
        waiting =
                context.getMapState(
                        new MapStateDescriptor<>("waiting", Long.class, ObservedSegment.class));
    }

    boolean isOver(long generation) throws Exception {
        Long below = overBelow.value();
        VideoProgress current = progress.value();
        return (below != null && generation < below)
                || (current != null && generation < current.generation());
    }

    boolean isWaiting() throws Exception {
        return !waiting.isEmpty();
    }

    /** Forgets the open video, not what waits and not the mark of what is over. */
    void close() {
        opened.clear();
        progress.clear();
    }

    void clear() {
        close();
        overBelow.clear();
        removedBelow.clear();
        timerMs.clear();
        touchedMs.clear();
        waiting.clear();
    }

    @Override
    public void put(long position, ObservedSegment part) throws Exception {
        waiting.put(position, part);
    }

    @Override
    public ObservedSegment get(long position) throws Exception {
        return waiting.get(position);
    }

    @Override
    public void remove(long position) throws Exception {
        waiting.remove(position);
    }

    @Override
    public List<ObservedSegment> all() throws Exception {
        List<ObservedSegment> all = new ArrayList<>();
        waiting.values().forEach(all::add);
        return all;
    }
}

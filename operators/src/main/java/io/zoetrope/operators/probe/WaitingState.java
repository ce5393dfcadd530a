package io.zoetrope.operators.probe;

import java.io.IOException;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The arrivals of the current key, in the order in which they came. Only the first is probed; the
 * others wait for it, so that what is known of a uri changes in order. If as many wait as may, the
 * last of them and the next one become one: see {@link WaitingArrival#followedBy}.
 */
final class WaitingState {
    /** Of one uri, the first included. */
    static final int MOST = 16;

    private static final ValueStateDescriptor<Long> FIRST =
            new ValueStateDescriptor<>("first-waiting", Long.class);
    private static final MapStateDescriptor<Long, WaitingArrival> WAITING =
            new MapStateDescriptor<>("waiting", Long.class, WaitingArrival.class);
    private static final ValueStateDescriptor<Long> END =
            new ValueStateDescriptor<>("end-of-waiting", Long.class);

    private final ValueState<Long> first;
    private final ValueState<Long> end;
    private final MapState<Long, WaitingArrival> waiting;

    private WaitingState(
            ValueState<Long> first, ValueState<Long> end, MapState<Long, WaitingArrival> waiting) {
        this.first = first;
        this.end = end;
        this.waiting = waiting;
    }

    static WaitingState of(KeyedStateBackend<String> backend) throws Exception {
        return new WaitingState(
                backend.getPartitionedState(
                        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, FIRST),
                backend.getPartitionedState(
                        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, END),
                backend.getPartitionedState(
                        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, WAITING));
    }

    /** Descriptor of the state that every key with an arrival has. */
    static ValueStateDescriptor<Long> marker() {
        return FIRST;
    }

    /** The first one; null if none waits. */
    WaitingArrival head() throws Exception {
        Long at = first.value();
        return at == null ? null : waiting.get(at);
    }

    /** What became of an arrival. */
    enum Place {
        FIRST,
        BEHIND,
        /** One with the last that waited. */
        JOINED
    }

    Place add(WaitingArrival arrival) throws Exception {
        Long at = first.value();
        long next = at == null ? 0 : end.value();
        if (at != null && next - at >= MOST) {
            waiting.put(next - 1, waiting.get(next - 1).followedBy(arrival.arrival()));
            return Place.JOINED;
        }
        waiting.put(next, arrival);
        end.update(next + 1);
        if (at == null) {
            first.update(0L);
        }
        return at == null ? Place.FIRST : Place.BEHIND;
    }

    void replaceHead(WaitingArrival arrival) throws Exception {
        waiting.put(first.value(), arrival);
    }

    /** Takes the first one out and leaves nothing behind if it was the only one. */
    void removeHead() throws Exception {
        long at = first.value();
        waiting.remove(at);
        if (at + 1 == end.value()) {
            clear();
        } else {
            first.update(at + 1);
        }
    }

    private void clear() throws IOException {
        first.clear();
        end.clear();
        waiting.clear();
    }
}

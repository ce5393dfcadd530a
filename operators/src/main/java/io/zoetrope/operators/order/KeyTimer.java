package io.zoetrope.operators.order;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;

/**
 * One timer for each key, set to the earliest of its deadlines. It acts on the key that is current;
 * for the task thread.
 */
final class KeyTimer {
    private final ValueState<Long> setMs;
    private long startedMs = -1;

    /**
     * @param setMs when the key's timer fires; null if there is none
     */
    KeyTimer(ValueState<Long> setMs) {
        this.setMs = setMs;
    }

    /** Comes before all else: time is known with the first record or timer, not in open. */
    void noteStart(TimerService timers) {
        if (startedMs < 0) {
            startedMs = timers.currentProcessingTime();
        }
    }

    /** When the task started, epoch milliseconds. */
    long startedMs() {
        return startedMs;
    }

    /** Sees to it that the timer fires at or before a time; a later one is taken back. */
    void fireBy(long atMs, TimerService timers) throws Exception {
        Long set = setMs.value();
        if (set != null && set <= atMs) {
            return;
        }
        cancel(timers);
        timers.registerProcessingTimeTimer(atMs);
        setMs.update(atMs);
    }

    /** To be told when the key's timer fires. */
    void fired() {
        setMs.clear();
    }

    private void cancel(TimerService timers) throws Exception {
        Long set = setMs.value();
        if (set != null) {
            timers.deleteProcessingTimeTimer(set);
            setMs.clear();
        }
    }
}

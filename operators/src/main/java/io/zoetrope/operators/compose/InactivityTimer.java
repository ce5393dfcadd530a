package io.zoetrope.operators.compose;

import org.apache.flink.streaming.api.TimerService;

/**
 * Tells when nothing of a video has come in for so long that it is given up, or forgotten: one
 * timer for each key. It acts on the key that is current; for the task thread.
 */
final class InactivityTimer {
    private final VideoMemory memory;
    private final long patienceMs;
    private long startedMs = -1;

    /**
     * @param patienceMs milliseconds of processing time
     */
    InactivityTimer(VideoMemory memory, long patienceMs) {
        this.memory = memory;
        this.patienceMs = patienceMs;
    }

    /** Comes before all else: time is known with the first record or timer, not in open. */
    void noteStart(TimerService timers) {
        if (startedMs < 0) {
            startedMs = timers.currentProcessingTime();
        }
    }

    /** Notes that something came in, and sees to it that the key's timer is set. */
    void touch(TimerService timers) throws Exception {
        long nowMs = timers.currentProcessingTime();
        memory.touchedMs.update(nowMs);
        if (memory.timerMs.value() == null) {
            schedule(nowMs + patienceMs, timers);
        }
    }

    /**
     * To be asked when the key's timer fires.
     *
     * @return whether it was quiet for long enough; where not, the timer is set again
     */
    boolean isOver(long firedMs, TimerService timers) throws Exception {
        memory.timerMs.clear();
        Long touched = memory.touchedMs.value();
        // After a restart the time that the job was away does not count.
        long quietSinceMs = Math.max(touched == null ? 0 : touched, startedMs);
        if (firedMs >= quietSinceMs + patienceMs) {
            return true;
        }
        schedule(quietSinceMs + patienceMs, timers);
        return false;
    }

    /** Takes the key's timer back. */
    void cancel(TimerService timers) throws Exception {
        if (memory.timerMs.value() != null) {
            timers.deleteProcessingTimeTimer(memory.timerMs.value());
        }
    }

    private void schedule(long atMs, TimerService timers) throws Exception {
        timers.registerProcessingTimeTimer(atMs);
        memory.timerMs.update(atMs);
    }
}

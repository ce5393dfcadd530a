package io.zoetrope.connectors.opensearch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** Processing time that a test moves. */
final class TestingTimers implements ProcessingTimeService {
    private record Timer(long atMs, ProcessingTimeCallback callback) {}

    private final List<Timer> timers = new ArrayList<>();
    private long nowMs;

    @Override
    public long getCurrentProcessingTime() {
        return nowMs;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long atMs, ProcessingTimeCallback callback) {
        timers.add(new Timer(atMs, callback));
        return new Never();
    }

    /** Fires what is due, on the caller's thread. */
    void advance(long ms) throws Exception {
        nowMs += ms;
        List<Timer> due = timers.stream().filter(t -> t.atMs <= nowMs).toList();
        timers.removeAll(due);
        for (Timer timer : due) {
            timer.callback.onProcessingTime(timer.atMs);
        }
    }

    private static final class Never extends CompletableFuture<Void>
            implements ScheduledFuture<Void> {
        @Override
        public long getDelay(TimeUnit unit) {
            return Long.MAX_VALUE;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}

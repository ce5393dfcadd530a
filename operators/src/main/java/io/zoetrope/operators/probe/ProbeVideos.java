package io.zoetrope.operators.probe;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.VideoAccess;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Probes videos on a few threads of its own, so that a slow store holds up nothing but its own
 * videos. Outcomes leave in any order: {@code AdmitVersions} tells older events from newer ones.
 */
public final class ProbeVideos extends RichAsyncFunction<VideoArrival, ProbeOutcome> {
    private static final long serialVersionUID = 1L;

    private final VideoAccess access;
    private final ProbeOptions options;

    private transient VideoProber prober;
    private transient ScheduledExecutorService threads;
    private transient Counters<ProbeMetric> counters;

    public ProbeVideos(VideoAccess access, ProbeOptions options) {
        this.access = access;
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        prober = new VideoProber(access);
        counters = Counters.register(getRuntimeContext().getMetricGroup(), ProbeMetric.class);
        AtomicInteger number = new AtomicInteger();
        ClassLoader userCode = Thread.currentThread().getContextClassLoader();
        threads =
                Executors.newScheduledThreadPool(
                        options.threads(),
                        work -> {
                            Thread thread = new Thread(work, "probe-" + number.incrementAndGet());
                            thread.setDaemon(true);
                            thread.setContextClassLoader(userCode);
                            return thread;
                        });
    }

    @Override
    public void asyncInvoke(VideoArrival arrival, ResultFuture<ProbeOutcome> result) {
        if (arrival.type() == ArrivalType.DELETED) {
            result.complete(Set.of(ProbeOutcome.unprobed(arrival)));
        } else {
            threads.execute(() -> attempt(arrival, 1, result));
        }
    }

    @Override
    public void timeout(VideoArrival arrival, ResultFuture<ProbeOutcome> result) {
        count(ProbeMetric.TIMED_OUT);
        String detail = "'%s' could not be looked into in time.".formatted(arrival.video().uri());
        result.complete(Set.of(rejected(arrival, "probe_timeout", detail)));
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
        if (prober != null) {
            prober.close();
        }
    }

    private void attempt(VideoArrival arrival, int attempt, ResultFuture<ProbeOutcome> result) {
        try {
            ProbeOutcome outcome = prober.probe(arrival);
            count(outcome.problem() == null ? ProbeMetric.PROBED : ProbeMetric.REJECTED);
            result.complete(Set.of(outcome));
        } catch (IOException e) {
            retry(arrival, attempt, e, result);
        } catch (RuntimeException | Error e) {
            // A defect, or a machine in trouble: the job's restart strategy decides.
            result.completeExceptionally(e);
        }
    }

    private void retry(
            VideoArrival arrival, int attempt, IOException e, ResultFuture<ProbeOutcome> result) {
        if (options.retries().isLast(attempt)) {
            count(ProbeMetric.REJECTED);
            String detail =
                    "'%s' could not be reached in %d tries: %s"
                            .formatted(arrival.video().uri(), attempt, e.getMessage());
            result.complete(Set.of(rejected(arrival, "unreachable", detail)));
            return;
        }
        count(ProbeMetric.RETRIES);
        threads.schedule(
                () -> attempt(arrival, attempt + 1, result),
                options.retries().delayAfterMs(attempt),
                TimeUnit.MILLISECONDS);
    }

    private static ProbeOutcome rejected(VideoArrival arrival, String reason, String detail) {
        return ProbeOutcome.rejected(arrival, "", new Problem(ProbeOutcome.STAGE, reason, detail));
    }

    /** Counters are not thread-safe, and probing threads count. */
    private synchronized void count(ProbeMetric metric) {
        counters.increment(metric);
    }
}

package io.zoetrope.operators.probe;

import io.zoetrope.domain.VideoArrival;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Probes on threads of its own, each try within a deadline that begins with it. A try that goes
 * past it is broken off and its place is free at once, even if its thread still hangs in a read.
 * The caller closes it.
 */
final class ProbeThreads implements AutoCloseable {
    /** What a try came to: exactly one of the two. */
    record Result(ProbeOutcome outcome, Throwable failure) {
        boolean isTimeout() {
            return failure instanceof DeadlineException;
        }
    }

    /** A try went past its deadline. */
    static final class DeadlineException extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;

        DeadlineException(long deadlineMs) {
            super("could not be looked into within " + deadlineMs + " ms");
        }
    }

    private final VideoProber prober;
    private final long deadlineMs;
    private final ExecutorService threads;
    private final ScheduledExecutorService watch;
    private final Set<ProbeCall> calls = ConcurrentHashMap.newKeySet();

    ProbeThreads(VideoProber prober, long deadlineMs) {
        this.prober = prober;
        this.deadlineMs = deadlineMs;
        ClassLoader userCode = Thread.currentThread().getContextClassLoader();
        this.threads = Executors.newCachedThreadPool(daemons("probe-", userCode));
        this.watch =
                Executors.newSingleThreadScheduledExecutor(daemons("probe-deadline-", userCode));
    }

    private static ThreadFactory daemons(String prefix, ClassLoader userCode) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(userCode);
            return thread;
        };
    }

    /**
     * @param done is told the result once, on any thread
     */
    void probe(VideoArrival arrival, Consumer<Result> done) {
        ProbeCall call = new ProbeCall();
        calls.add(call);
        ScheduledFuture<?> deadline =
                watch.schedule(
                        () -> {
                            if (call.breakOff()) {
                                done.accept(new Result(null, new DeadlineException(deadlineMs)));
                            }
                        },
                        deadlineMs,
                        TimeUnit.MILLISECONDS);
        threads.execute(
                () -> {
                    Result result = attempt(arrival, call);
                    calls.remove(call);
                    deadline.cancel(false);
                    if (call.end()) {
                        done.accept(result);
                    }
                });
    }

    private Result attempt(VideoArrival arrival, ProbeCall call) {
        call.begin();
        try {
            return new Result(prober.probe(arrival, call), null);
        } catch (IOException | RuntimeException | Error e) {
            return new Result(null, e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        calls.forEach(ProbeCall::breakOff);
        threads.shutdownNow();
        prober.close();
    }
}

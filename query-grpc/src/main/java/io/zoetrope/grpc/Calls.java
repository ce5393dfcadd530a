package io.zoetrope.grpc;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.zoetrope.query.access.Admission.Admitted;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.metrics.QueryMetric;
import io.zoetrope.query.searchers.route.FairPool;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers calls, so many at once, fairly between tenants. One that its client has given up, or
 * whose deadline has passed, is not begun; one that has waited too long is told to come back.
 * Thread-safe.
 */
final class Calls implements AutoCloseable {
    private static final int AT_ONCE = 64;
    static final int AT_ONCE_OF_ONE = 48;
    private static final int WAITING_OF_ONE = 64;
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MeterRegistry metrics;
    private final FairPool threads =
            new FairPool("grpc-call", AT_ONCE, AT_ONCE_OF_ONE, WAITING_OF_ONE);
    private final Duration patience;
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, Calls::clockThread);

    /** What a call is answered by. */
    @FunctionalInterface
    interface Work<A> {
        A answer(Admitted by) throws IOException;
    }

    /**
     * @param patience how long a call waits for its turn at most
     */
    Calls(MeterRegistry metrics, Duration patience) {
        this.metrics = metrics;
        this.patience = patience;
        clock.setRemoveOnCancelPolicy(true);
    }

    private static Thread clockThread(Runnable work) {
        Thread thread = new Thread(work, "grpc-patience");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * @param method as its metric names it
     * @param observer of the call that runs now
     */
    <A> void answer(String method, StreamObserver<A> observer, Work<A> work) {
        ServerCallStreamObserver<A> call = (ServerCallStreamObserver<A>) observer;
        Admitted by = LetIn.BY.get();
        Context context = Context.current();
        long begin = System.nanoTime();
        // Whoever sets it ends the call: the thread whose turn it is, the clock, or who gives it
        // up.
        AtomicBoolean taken = new AtomicBoolean();
        // With a handler it is no error to answer one that was given up meanwhile.
        call.setOnCancelHandler(
                () -> {
                    if (taken.compareAndSet(false, true)) {
                        record(method, Status.Code.CANCELLED.name(), begin);
                    }
                });
        Runnable giveUp =
                () -> {
                    if (taken.compareAndSet(false, true)) {
                        record(method, refuse(call, ApiError.busy()), begin);
                    }
                };
        try {
            Future<?> late = clock.schedule(giveUp, patience.toNanos(), TimeUnit.NANOSECONDS);
            Future<?> unused =
                    threads.submit(
                            by.tenant(),
                            () -> {
                                late.cancel(false);
                                if (taken.compareAndSet(false, true) && !context.isCancelled()) {
                                    record(method, answer(by, call, work), begin);
                                }
                                return null;
                            });
        } catch (RejectedExecutionException e) {
            giveUp.run();
        }
    }

    private static <A> String answer(Admitted by, ServerCallStreamObserver<A> call, Work<A> work) {
        A answer;
        try {
            answer = work.answer(by);
        } catch (IOException | RuntimeException e) {
            return refuse(call, e);
        } catch (Error e) {
            // The pool says it to nobody, and the client would wait for ever.
            return refuse(call, new IllegalStateException("an error ended the call", e));
        }
        if (!call.isCancelled()) {
            call.onNext(answer);
            call.onCompleted();
        }
        return "OK";
    }

    private static String refuse(ServerCallStreamObserver<?> call, Exception failure) {
        StatusRuntimeException told = Errors.of(failure);
        if (!call.isCancelled()) {
            call.onError(told);
        }
        return told.getStatus().getCode().name();
    }

    private void record(String method, String code, long begin) {
        Timer.builder(QueryMetric.GRPC.metricName())
                .description(QueryMetric.GRPC.description())
                .tag("method", method)
                .tag("code", code)
                .publishPercentileHistogram()
                .register(metrics)
                .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.close();
    }
}

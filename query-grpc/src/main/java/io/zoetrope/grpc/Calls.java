package io.zoetrope.grpc;

import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.zoetrope.query.access.Admission.Admitted;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.metrics.QueryMetric;
import io.zoetrope.query.searchers.FairPool;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Answers calls, so many at once, fairly between tenants. One that its client has given up, or
 * whose deadline has passed, is not begun; one that has waited too long is told to come back.
 * Thread-safe.
 */
final class Calls implements AutoCloseable {
    private static final int AT_ONCE = 64;
    static final int AT_ONCE_OF_ONE = 48;
    private static final int WAITING_OF_ONE = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final MeterRegistry metrics;
    private final FairPool threads =
            new FairPool("grpc-call", AT_ONCE, AT_ONCE_OF_ONE, WAITING_OF_ONE);

    /** What a call is answered by. */
    @FunctionalInterface
    interface Work<A> {
        A answer(Admitted by) throws IOException;
    }

    Calls(MeterRegistry metrics) {
        this.metrics = metrics;
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
        // So that it is no error to answer one that was given up meanwhile.
        call.setOnCancelHandler(() -> {});
        try {
            Future<?> unused =
                    threads.submit(
                            by.tenant(),
                            () -> {
                                if (!context.isCancelled()) {
                                    String code = answer(begin, by, call, work);
                                    record(method, code, begin);
                                }
                                return null;
                            });
        } catch (RejectedExecutionException e) {
            record(method, refuse(call, ApiError.busy()), begin);
        }
    }

    private static <A> String answer(
            long begin, Admitted by, ServerCallStreamObserver<A> call, Work<A> work) {
        A answer;
        try {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw ApiError.busy();
            }
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
        threads.close();
    }
}

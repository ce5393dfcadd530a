package io.zoetrope.models.runtime.onnx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs a call on a thread with a large stack. ONNX Runtime 1.29 matches the process's command line
 * with a recursive regular expression when a session is made: a class path of some kilobytes, as
 * Flink's scripts write it, overflows a stack of one megabyte and kills the process without a word.
 */
final class DeepStack {
    /** Address space only: pages that are not touched cost nothing. */
    private static final long STACK_BYTES = 128L << 20;

    private DeepStack() {}

    /** Returns what the call returns, or throws what it throws. */
    static <T> T call(Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable work = () -> result.completeAsync(call, Runnable::run);
        Thread thread = new Thread(null, work, "load-model", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}

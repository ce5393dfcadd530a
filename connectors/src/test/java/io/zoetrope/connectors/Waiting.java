package io.zoetrope.connectors;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition. */
public final class Waiting {
    private static final long LIMIT_S = 60;

    private Waiting() {}

    public static void until(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("condition not met within " + LIMIT_S + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}

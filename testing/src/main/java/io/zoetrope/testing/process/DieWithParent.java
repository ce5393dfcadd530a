package io.zoetrope.testing.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Main class of every child process: runs another main class and leaves when standard input ends.
 * The parent holds the other end of that pipe, so the child goes even if the parent was killed
 * without a chance to clean up.
 */
public final class DieWithParent {
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private DieWithParent() {}

    /**
     * @param arguments the main class to run, then its own arguments
     */
    public static void main(String[] arguments) throws Throwable {
        daemon("parent-watch", DieWithParent::leaveWhenInputEnds);
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        try {
            Class.forName(arguments[0])
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void leaveWhenInputEnds() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent: only the end counts.
            }
        } catch (IOException e) {
            // A broken pipe is an end as well.
        }
        // A shutdown hook that hangs must not keep an orphan alive.
        daemon("halt", DieWithParent::haltAfterGrace);
        System.exit(0);
    }

    private static void haltAfterGrace() {
        long end = System.nanoTime() + GRACE_NANOS;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        Runtime.getRuntime().halt(0);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}

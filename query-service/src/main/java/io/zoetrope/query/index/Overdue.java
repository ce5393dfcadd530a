package io.zoetrope.query.index;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.core5.concurrent.Cancellable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Breaks off requests that are not over in time. One thread looks at all of them now and then: a
 * timer for each would be set and taken back again, which wakes another thread, for nearly every
 * search. Thread-safe.
 */
final class Overdue {
    private static final Duration LOOKS_EVERY = Duration.ofMillis(200);
    private static final Logger LOG = LoggerFactory.getLogger(Overdue.class);
    private static final Overdue ALL = new Overdue();

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();

    /** A request that is watched until this is closed. */
    static final class Watched implements AutoCloseable {
        private final Cancellable request;
        private final long endNanos;

        private Watched(Cancellable request, Duration most) {
            this.request = request;
            this.endNanos = System.nanoTime() + most.toNanos();
        }

        @Override
        public void close() {
            ALL.watched.remove(this);
        }
    }

    private Overdue() {
        Thread thread = new Thread(this::look, "overdue-requests");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @param most after which it is cancelled, a fifth of a second later at most
     */
    static Watched watch(Cancellable request, Duration most) {
        Watched one = new Watched(request, most);
        ALL.watched.add(one);
        return one;
    }

    private void look() {
        while (true) {
            LockSupport.parkNanos(LOOKS_EVERY.toNanos());
            long now = System.nanoTime();
            for (Watched one : watched) {
                if (now - one.endNanos >= 0 && watched.remove(one)) {
                    cancel(one.request);
                }
            }
        }
    }

    /** What one request throws is not the others' end. */
    private static void cancel(Cancellable request) {
        try {
            request.cancel();
        } catch (RuntimeException | Error e) {
            LOG.warn("a request that is not over in time cannot be cancelled", e);
        }
    }
}

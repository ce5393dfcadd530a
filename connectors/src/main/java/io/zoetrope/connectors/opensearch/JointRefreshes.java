package io.zoetrope.connectors.opensearch;

import io.zoetrope.domain.FindingKind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Refreshes that several writers of one process need at about the same time, made as one: each
 * makes a segment of every index that has changed, however little is in it, and all of them have to
 * be merged. Whoever has written first waits a little for those that are still writing, and makes
 * the one refresh for all. Thread-safe.
 */
public final class JointRefreshes {
    private static final Map<List<String>, JointRefreshes> BY_HOSTS = new ConcurrentHashMap<>();

    private static final long PATIENCE_MS = 200;

    private final long patienceMs;
    private int writing;

    /** What those who have written wait for together; null if nobody does. */
    private Joint gathering;

    /** Makes all findings of these kinds that are acknowledged findable. */
    @FunctionalInterface
    public interface Refresh {
        void of(Set<FindingKind> kinds) throws IOException, InterruptedException;
    }

    private static final class Joint {
        private final Set<FindingKind> kinds = EnumSet.noneOf(FindingKind.class);
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean made;
    }

    JointRefreshes(long patienceMs) {
        this.patienceMs = patienceMs;
    }

    /** Those of all writers of this process to an OpenSearch. */
    public static JointRefreshes of(OpenSearchOptions options) {
        return of(options, PATIENCE_MS);
    }

    static JointRefreshes of(OpenSearchOptions options, long patienceMs) {
        return BY_HOSTS.computeIfAbsent(options.hosts(), hosts -> new JointRefreshes(patienceMs));
    }

    /** A writer begins to write what it will refresh. The caller closes what it gets. */
    public synchronized Turn begin() {
        writing++;
        return new Turn();
    }

    /** One writer's batch. For one thread. */
    public final class Turn implements AutoCloseable {
        private boolean written;

        private Turn() {}

        /**
         * Returns when findings of these kinds that were acknowledged before this call can be
         * found. Once for a turn.
         *
         * @param how to make a refresh of more kinds than these, maybe; if another writer failed to
         *     make theirs, it is made here
         */
        public void refresh(Set<FindingKind> kinds, Refresh how)
                throws IOException, InterruptedException {
            Joint joint;
            boolean first;
            synchronized (JointRefreshes.this) {
                close();
                first = gathering == null;
                gathering = first ? new Joint() : gathering;
                joint = gathering;
                joint.kinds.addAll(kinds);
            }
            if (first) {
                make(joint, how);
                return;
            }
            joint.over.await();
            if (!joint.made) {
                how.of(kinds);
            }
        }

        /** Nobody waits for it any more. */
        @Override
        public void close() {
            synchronized (JointRefreshes.this) {
                if (!written) {
                    written = true;
                    writing--;
                    JointRefreshes.this.notifyAll();
                }
            }
        }
    }

    private void make(Joint joint, Refresh how) throws IOException, InterruptedException {
        try {
            how.of(gathered(joint));
            joint.made = true;
        } finally {
            joint.over.countDown();
        }
    }

    private synchronized Set<FindingKind> gathered(Joint joint) throws InterruptedException {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
        try {
            for (long leftNs = endNs - System.nanoTime();
                    writing > 0 && leftNs > 0;
                    leftNs = endNs - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, leftNs);
            }
            return joint.kinds;
        } finally {
            // Whoever comes from now on has written what this refresh may not show.
            gathering = null;
        }
    }
}

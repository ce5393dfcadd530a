package io.zoetrope.operators.dispatch.line;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Until when each segment on the way is waited for. For one thread. */
final class Leases {
    /** More doublings than any lease survives. */
    private static final int MAX_DOUBLINGS = 10;

    /**
     * @param abandoned whether nobody wants the segment any more, and only its place is waited for
     */
    record Lease(String key, SentSegment segment, boolean abandoned) {}

    private final PriorityQueue<Lease> all =
            new PriorityQueue<>(Comparator.comparingLong((Lease lease) -> lease.segment.untilMs()));
    private final long leaseMs;

    Leases(long leaseMs) {
        this.leaseMs = leaseMs;
    }

    /**
     * @param before how many leases of this segment have run out
     */
    long untilMs(long nowMs, int before) {
        return nowMs + (leaseMs << Math.min(before, MAX_DOUBLINGS));
    }

    void add(String key, SentSegment segment) {
        all.add(new Lease(key, segment, false));
    }

    /** Its video is gone; its slot is free again after a while, or when it is heard of. */
    void abandon(String key, SentSegment segment, long untilMs) {
        SentSegment shorter =
                new SentSegment(segment.index(), segment.slot(), segment.ticket(), untilMs);
        all.add(new Lease(key, shorter, true));
    }

    /** The next one that has run out; null if there is none. Some are of segments long done. */
    Lease takeOver(long nowMs) {
        Lease first = all.peek();
        return first != null && first.segment.untilMs() <= nowMs ? all.poll() : null;
    }
}

package io.zoetrope.operators.dispatch.line;

import io.zoetrope.domain.message.SegmentDone;
import java.util.HashMap;
import java.util.Map;

/**
 * Segments on the way to and in decoding slots, and until when each is waited for; also those that
 * nobody wants any more, which take up a place until they are heard of. For one thread.
 */
final class OnTheWay {
    /** How long a slot is thought to work on a segment that nobody wants any more. */
    private static final long ABANDONED_MS = 30_000;

    private record Name(String key, long generation, int index) {}

    private final Slots slots;
    private final Leases leases;
    private final Map<Name, SentSegment> abandoned = new HashMap<>();
    private long tickets;

    OnTheWay(Slots slots, long leaseMs) {
        this.slots = slots;
        leases = new Leases(leaseMs);
    }

    /**
     * One more is sent.
     *
     * @param before how many leases of this segment have run out
     */
    void add(WaitingVideo video, int index, int slot, int before, long nowMs) {
        long ticket = ++tickets;
        SentSegment sent = new SentSegment(index, slot, ticket, leases.untilMs(nowMs, before));
        video.sent.put(index, sent);
        video.tenant.sent++;
        slots.send(slot, ticket);
        leases.add(video.key, sent);
    }

    /** It has left its slot. */
    void left(SentSegment segment) {
        slots.left(segment.slot(), segment.ticket());
    }

    /** Its place is free, however it ended. */
    void giveUp(SentSegment segment) {
        slots.giveUp(segment.slot(), segment.ticket());
        abandoned.values().removeIf(one -> one.ticket() == segment.ticket());
    }

    /** Nobody wants those of a video any more. */
    void abandon(WaitingVideo video, long nowMs) {
        for (SentSegment segment : video.sent.values()) {
            abandoned.put(new Name(video.key, video.generation, segment.index()), segment);
            leases.abandon(video.key, segment, nowMs + ABANDONED_MS);
        }
    }

    /**
     * If a message tells of one that nobody wants, that has left its slot.
     *
     * @return the one; null if there is none
     */
    SentSegment straggler(SegmentDone told) {
        int index = told.kind().isUnread() ? told.index() : told.arrived();
        SentSegment segment = abandoned.remove(new Name(told.videoKey(), told.generation(), index));
        if (segment != null) {
            left(segment);
        }
        return segment;
    }

    /** See {@link Leases#takeOver}. */
    Leases.Lease takeOver(long nowMs) {
        return leases.takeOver(nowMs);
    }
}

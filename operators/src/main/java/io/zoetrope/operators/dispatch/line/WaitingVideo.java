package io.zoetrope.operators.dispatch.line;

import io.zoetrope.operators.dispatch.SegmentPlan;
import io.zoetrope.operators.dispatch.VideoCursor;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One video of the line, in memory; {@link VideoCursor} is its state. For one thread. */
final class WaitingVideo {
    /** Why a video is not in its tenant's queue. */
    enum Wait {
        /** It is in the queue. */
        NONE,
        /** Nothing of it can be sent before more of it is done. */
        DONE,
        /** Its store does not answer, or that of its captions. */
        STORE,
        /** Its slot has no room, or none can keep one more decoder. */
        SLOT,
        /** It could not be read; it is tried again later. */
        BACKOFF
    }

    final String key;
    final Tenant tenant;
    final String store;
    final long generation;
    final long sequence;
    final long enteredMs;
    final long cost;

    /** Segments below this one had been sent before this start of the line. */
    final int restoredNext;

    /** Those on the way, by index. */
    final TreeMap<Integer, SentSegment> sent = new TreeMap<>();

    /** Those to be sent once more. */
    final TreeSet<Integer> again = new TreeSet<>();

    /** How often each of those on the way was sent again because nothing was heard of it. */
    final Map<Integer, Integer> repeats = new HashMap<>();

    Wait wait = Wait.NONE;

    /** Where its newest segment went; -1 if that is not known. */
    int lastSlot = -1;

    long sentCost;
    int next;
    int done;
    int chainSlot;

    /** The store that it waits for, if it does: its own, or that of its captions. */
    String awaited;

    /** Whether it is its captions that could not be read. */
    boolean forCaptions;

    /** Whether its captions were waited for long enough. */
    boolean withoutCaptions;

    /** Segments that could not be read, since one could. */
    int failures;

    /** Segments that could not be made, though they could be read, since one could. */
    int attempts;

    /** Since when it waits for a store that is down, epoch milliseconds; 0 if it does not. */
    long awaySinceMs;

    /** Whether those behind know that some of it waits to be sent again. */
    boolean toldHeld;

    /** While it waits for BACKOFF. */
    long notBeforeMs;

    /** What {@link QueuePositions} last told, and when. */
    long toldPosition;

    long toldMs;

    /** Cost that entered its queue before it, see {@link SizeClass}. */
    long entryMark;

    WaitingVideo(String key, Tenant tenant, VideoCursor cursor) {
        this.key = key;
        this.tenant = tenant;
        store = cursor.store();
        awaited = store;
        generation = cursor.generation();
        sequence = cursor.sequence();
        enteredMs = cursor.enteredMs();
        cost = cursor.cost();
        sentCost = cursor.sentCost();
        next = cursor.next();
        done = cursor.done();
        restoredNext = cursor.next();
        chainSlot = cursor.chainSlot();
        for (int index : cursor.again()) {
            again.add(index);
        }
        awaySinceMs = cursor.awaySinceMs();
        toldHeld = isHeld();
    }

    VideoCursor cursor() {
        return new VideoCursor(
                tenant.name,
                store,
                generation,
                sequence,
                enteredMs,
                cost,
                sentCost,
                next,
                done,
                sent.keySet().stream().mapToInt(Integer::intValue).toArray(),
                sent.values().stream().mapToInt(SentSegment::slot).toArray(),
                again.stream().mapToInt(Integer::intValue).toArray(),
                chainSlot,
                awaySinceMs);
    }

    /** Whether none of its segments was ever sent. */
    boolean isUntouched() {
        return next == 0;
    }

    /** Whether a segment of it waits that later ones may have been sent before. */
    boolean isHeld() {
        return !again.isEmpty();
    }

    long costAhead() {
        return Math.max(0, cost - sentCost);
    }

    /** For its size class: a video whose length is not known grows as it is read. */
    long size() {
        return Math.max(cost, sentCost);
    }

    /**
     * The segment to be sent next.
     *
     * @param window how many segments it may be ahead of its oldest that is not done
     * @param ahead how many of those that are planned as the video is read may be on the way
     * @return -1 if there is none for now
     */
    int sendable(SegmentPlan plan, int window, int ahead) {
        if (!again.isEmpty()) {
            return again.first();
        }
        boolean fits =
                plan.isPlanned(next)
                        ? next - done < window
                        : next - done < ahead && mayReadOn(plan);
        return fits && plan.has(next) ? next : -1;
    }

    /** A length that is known is believed until all of it is done. */
    private boolean mayReadOn(SegmentPlan plan) {
        return !plan.lengthKnown() || done >= plan.planned();
    }

    /** Takes out what is on the way up to an index, included. */
    SortedMap<Integer, SentSegment> takeUpTo(int index) {
        SortedMap<Integer, SentSegment> upTo = sent.headMap(index, true);
        SortedMap<Integer, SentSegment> taken = new TreeMap<>(upTo);
        upTo.clear();
        for (Iterator<Integer> all = again.iterator(); all.hasNext() && all.next() <= index; ) {
            all.remove();
        }
        return taken;
    }
}

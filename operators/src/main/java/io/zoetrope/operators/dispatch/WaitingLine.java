package io.zoetrope.operators.dispatch;

import io.zoetrope.domain.SegmentDone;
import io.zoetrope.operators.StoreBreakers;
import io.zoetrope.operators.dispatch.WaitingVideo.Wait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The waiting line: which segment is decoded next, and where. Tenants take turns by cost and
 * weight, the videos of a tenant by {@link Tenant}'s rule; few segments are on the way to each
 * slot, and a video is at most a window ahead of its oldest segment that is not done.
 *
 * <p>Plain and deterministic: the same calls give the same segments. What is told it may be wrong,
 * late, twice or never: it then sends a segment once more or has a place too few for a while. For
 * one thread.
 */
final class WaitingLine {
    /** How many segments of a video may be on the way whose end nobody knows. */
    private static final int READ_AHEAD = 3;

    private final DispatchOptions options;
    private final long run;
    private final Function<String, PlannedVideo> plans;
    private final LineCounts counts;

    private final Map<String, WaitingVideo> videos = new HashMap<>();
    private final TenantTurns turns;
    private final Slots slots;
    private final SlotChoice choice;
    private final StoreBreakers breakers;
    private final Parking parking;
    private final OnTheWay onTheWay;
    private final Backoff backoff;
    private final Set<String> changed = new LinkedHashSet<>();
    private final Set<WaitingVideo> untouched = new LinkedHashSet<>();
    private final List<Ending> endings = new ArrayList<>();
    private long nowMs;

    /**
     * @param run tells what this line sent from what a line before it did
     * @param plans what is known of each video that is in the line
     */
    WaitingLine(
            DispatchOptions options,
            long run,
            Function<String, PlannedVideo> plans,
            LineCounts counts) {
        this.options = options;
        this.run = run;
        this.plans = plans;
        this.counts = counts;
        turns = new TenantTurns(options);
        slots = new Slots(options.slots(), options.perSlot());
        parking = new Parking(options.slots());
        choice = new SlotChoice(slots, parking, this::queue);
        breakers = new StoreBreakers(() -> nowMs, options.leaseMs());
        onTheWay = new OnTheWay(slots, options.leaseMs());
        backoff = new Backoff();
    }

    // What comes in

    /** A video enters, or is put back to where it stood. */
    void enter(String key, VideoCursor cursor, long atMs) {
        nowMs = atMs;
        WaitingVideo video = new WaitingVideo(key, turns.of(cursor.tenant()), cursor);
        videos.put(key, video);
        video.tenant.enter(video);
        for (int i = 0; i < cursor.sent().length; i++) {
            int slot = cursor.slots()[i] % slots.count();
            onTheWay.add(video, cursor.sent()[i], slot, 0, nowMs);
        }
        choice.restore(video);
        if (video.isUntouched()) {
            untouched.add(video);
        }
        changed.add(key);
        queue(video);
    }

    /**
     * Takes a video out; what is on the way of it stays there.
     *
     * @param below only if its generation is lower
     * @return whether it was in the line
     */
    boolean cancel(String key, long below, long atMs) {
        nowMs = atMs;
        WaitingVideo video = videos.get(key);
        if (video == null || video.generation >= below) {
            return false;
        }
        leave(video);
        return true;
    }

    /** Whether this line sent what carries a run, and not one before a restart. */
    boolean sent(long itsRun) {
        return itsRun == run;
    }

    /** What came back on the topic; AGAIN is the caller's. */
    void hear(SegmentDone told, long atMs) {
        nowMs = atMs;
        WaitingVideo video = told.kind() == null ? null : videos.get(told.videoKey());
        if (video == null || video.generation != told.generation()) {
            counts.add(DispatchMetric.LATE, 1);
            straggler(told);
            return;
        }
        switch (told.kind()) {
            case DONE -> done(video, told);
            case RETRY -> retry(video, told);
            case CONCLUDED -> concluded(video, told);
            case AGAIN -> {}
        }
    }

    /** Time has passed: leases run out, stores are tried again. */
    void tick(long atMs) {
        nowMs = atMs;
        Leases.Lease lease;
        while ((lease = onTheWay.takeOver(nowMs)) != null) {
            runOut(lease);
        }
        WaitingVideo due;
        while ((due = parking.due(nowMs)) != null) {
            queue(due);
        }
        for (String store : parking.stores()) {
            if (breakers.mayAsk(store)) {
                queue(parking.firstOfStore(store));
            }
        }
    }

    // What goes out

    /**
     * The next segment, which counts as sent.
     *
     * @return null if none can go now
     */
    Segment next(long atMs) {
        nowMs = atMs;
        Segment segment = null;
        while (segment == null && !slots.isFull()) {
            WaitingVideo first = turns.first();
            if (first == null) {
                return null;
            }
            segment = segment(first);
        }
        return segment;
    }

    /** Returns null, and the video waits for something, if nothing of it can go now. */
    private Segment segment(WaitingVideo video) {
        if (!breakers.mayAsk(video.store)) {
            turns.remove(video);
            awaitStore(video);
            return null;
        }
        PlannedVideo planned = plans.apply(video.key);
        int index = video.sendable(planned.plan(), options.window(), READ_AHEAD);
        if (index < 0) {
            turns.remove(video);
            parking.untilDone(video);
            return null;
        }
        int slot = choice.of(video, planned.plan(), index);
        if (slot < 0) {
            turns.remove(video);
            choice.park(video, planned.plan(), index);
            return null;
        }
        return send(video, planned, index, slot);
    }

    private Segment send(WaitingVideo video, PlannedVideo planned, int index, int slot) {
        turns.charge(video, planned.cost(index));
        breakers.asked(video.store);
        int before = video.again.remove(index) ? video.repeats.merge(index, 1, Integer::sum) : 0;
        onTheWay.add(video, index, slot, before, nowMs);
        video.next = Math.max(video.next, index + 1);
        untouched.remove(video);
        changed.add(video.key);
        counts.add(DispatchMetric.SEGMENTS, 1);
        return planned.segment(index, slot, run);
    }

    // What is done

    private void done(WaitingVideo video, SegmentDone told) {
        boolean ours = told.run() == run;
        // What the line before this one sent may have been lost with it, and is sent again: of that
        // only what it had sent when its state was written is believed.
        int known = ours ? video.next : video.restoredNext;
        int upTo = Math.min(told.index(), known - 1);
        if (upTo < told.index() || told.arrived() >= known) {
            counts.add(DispatchMetric.FOREIGN, 1);
        }
        boolean news = false;
        for (SentSegment segment : video.takeUpTo(upTo).values()) {
            arrived(video, segment);
            news = true;
        }
        SentSegment arrived = told.arrived() < known ? video.sent.remove(told.arrived()) : null;
        if (arrived != null) {
            arrived(video, arrived);
            news = true;
        }
        video.again.remove(told.arrived());
        news |= upTo + 1 > video.done;
        if (!news) {
            counts.add(DispatchMetric.REPEATED, 1);
        }
        video.done = Math.max(video.done, upTo + 1);
        boolean over = upTo == told.index() && upTo >= 0 && (told.ended() || told.stop());
        progressed(video, over);
    }

    /** Of a segment that nobody wants any more: its place is free. */
    private void straggler(SegmentDone told) {
        SentSegment segment = onTheWay.straggler(told);
        if (segment != null) {
            parking.ofSlot(segment.slot()).forEach(this::queue);
        }
    }

    private void arrived(WaitingVideo video, SentSegment segment) {
        left(video, segment);
        video.failures = 0;
        video.awaySinceMs = 0;
        if (breakers.answered(video.store)) {
            parking.ofStore(video.store).forEach(this::storeIsBack);
        }
    }

    private void progressed(WaitingVideo video, boolean over) {
        changed.add(video.key);
        if (over) {
            leave(video);
        } else if (isAtBound(video)) {
            PlannedVideo planned = plans.apply(video.key);
            endings.add(Ending.atBound(planned, video.done, options.plan()));
            leave(video);
        } else if (video.wait == Wait.DONE) {
            queue(video);
        }
    }

    /** Whether all that may be read is done, and yet nobody saw the end. */
    private boolean isAtBound(WaitingVideo video) {
        return video.done == video.next
                && video.next > 0
                && !plans.apply(video.key).plan().has(video.next);
    }

    private void concluded(WaitingVideo video, SegmentDone told) {
        boolean ours = told.run() == run;
        boolean wasSent = told.index() >= 0 && told.index() < video.restoredNext;
        if (ours || wasSent) {
            leave(video);
        } else {
            counts.add(DispatchMetric.FOREIGN, 1);
        }
    }

    private void retry(WaitingVideo video, SegmentDone told) {
        SentSegment segment = video.sent.get(told.index());
        boolean known = told.run() == run || told.index() < video.restoredNext;
        if (segment == null || !known) {
            counts.add(DispatchMetric.REPEATED, 1);
            return;
        }
        counts.add(DispatchMetric.RETRIES, 1);
        video.sent.remove(told.index());
        left(video, segment);
        video.again.add(told.index());
        changed.add(video.key);
        if (video.wait == Wait.BACKOFF) {
            return;
        }
        breakers.failed(video.store, told.detail());
        if (video.wait != Wait.STORE) {
            unpark(video);
            putOff(video, told.detail());
        }
        giveUpOn(video.store, told.detail());
    }

    /** Until its store answers; or, if that answers others, a while. */
    private void putOff(WaitingVideo video, String why) {
        if (breakers.isDown(video.store)) {
            awaitStore(video);
        } else if (Ending.isHopeless(++video.failures)) {
            PlannedVideo planned = plans.apply(video.key);
            endings.add(Ending.unreadable(planned, video.done, why));
            leave(video);
        } else {
            parking.until(video, nowMs + backoff.afterMs(video.failures));
        }
    }

    private void awaitStore(WaitingVideo video) {
        if (video.awaySinceMs == 0) {
            video.awaySinceMs = nowMs;
            changed.add(video.key);
        }
        parking.forStore(video);
    }

    private void storeIsBack(WaitingVideo video) {
        video.awaySinceMs = 0;
        changed.add(video.key);
        queue(video);
    }

    /** Ends videos that have waited for their store for too long. */
    private void giveUpOn(String store, String why) {
        for (WaitingVideo video : parking.ofStore(store)) {
            if (nowMs - video.awaySinceMs >= options.giveUpMs()) {
                PlannedVideo planned = plans.apply(video.key);
                endings.add(Ending.storeAway(planned, video.done, options.giveUpMs(), why));
                leave(video);
            }
        }
    }

    /** Takes it out of whatever it stands in. */
    private void unpark(WaitingVideo video) {
        if (video.wait == Wait.NONE) {
            turns.remove(video);
        } else {
            parking.remove(video);
        }
    }

    private void left(WaitingVideo video, SentSegment segment) {
        onTheWay.left(segment);
        video.repeats.remove(segment.index());
        freed(video.tenant, segment.slot());
    }

    private void freed(Tenant tenant, int slot) {
        turns.left(tenant);
        parking.ofSlot(slot).forEach(this::queue);
    }

    private void runOut(Leases.Lease lease) {
        SentSegment segment = lease.segment();
        if (lease.abandoned()) {
            onTheWay.giveUp(segment);
            parking.ofSlot(segment.slot()).forEach(this::queue);
            return;
        }
        WaitingVideo video = videos.get(lease.key());
        SentSegment waited = video == null ? null : video.sent.get(segment.index());
        if (waited == null || waited.ticket() != segment.ticket()) {
            return;
        }
        counts.add(DispatchMetric.LEASES, 1);
        video.sent.remove(segment.index());
        video.again.add(segment.index());
        onTheWay.giveUp(segment);
        freed(video.tenant, segment.slot());
        changed.add(video.key);
        if (video.wait == Wait.DONE) {
            queue(video);
        }
    }

    private void leave(WaitingVideo video) {
        unpark(video);
        videos.remove(video.key);
        untouched.remove(video);
        changed.add(video.key);
        choice.end(video);
        onTheWay.abandon(video, nowMs);
        turns.leave(video);
    }

    private void queue(WaitingVideo video) {
        parking.remove(video);
        turns.add(video);
    }

    // What can be asked

    /** Whether nothing is in the line or on the way. */
    boolean isIdle() {
        return videos.isEmpty() && slots.busy() == 0;
    }

    /**
     * @return null if it is not in the line
     */
    WaitingVideo video(String key) {
        return videos.get(key);
    }

    /**
     * @return null if the video is not in the line
     */
    VideoCursor cursor(String key) {
        WaitingVideo video = videos.get(key);
        return video == null ? null : video.cursor();
    }

    /** Keys of videos whose cursor has changed since this was last asked. */
    List<String> takeChanged() {
        List<String> keys = List.copyOf(changed);
        changed.clear();
        return keys;
    }

    /** Videos that have left the line without an end, since this was last asked. */
    List<Ending> takeEndings() {
        List<Ending> taken = List.copyOf(endings);
        endings.clear();
        return taken;
    }

    /** Videos of which nothing was ever sent, in the order in which they entered. */
    Set<WaitingVideo> untouched() {
        return Collections.unmodifiableSet(untouched);
    }

    Collection<Tenant> tenants() {
        return turns.all();
    }

    int size() {
        return videos.size();
    }

    int onTheWay() {
        return slots.busy();
    }

    /** Stores that are left alone because they do not answer. */
    List<String> storesDown() {
        return breakers.down();
    }
}

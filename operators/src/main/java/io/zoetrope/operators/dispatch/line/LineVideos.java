package io.zoetrope.operators.dispatch.line;

import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.PlannedVideo;
import io.zoetrope.operators.dispatch.VideoCursor;
import io.zoetrope.operators.dispatch.line.WaitingVideo.Wait;
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
 * The videos of the line, what each of them waits for and what it has on the way: keeps the queues,
 * slots and leases in step, and decides nothing. For one thread.
 */
final class LineVideos {
    private final Function<String, PlannedVideo> plans;
    private final Map<String, WaitingVideo> videos = new HashMap<>();
    private final TenantTurns turns;
    private final Slots slots;
    private final Parking parking;
    private final SlotChoice choice;
    private final OnTheWay onTheWay;
    private final Set<String> changed = new LinkedHashSet<>();
    private final Set<WaitingVideo> untouched = new LinkedHashSet<>();
    private final List<Ending> endings = new ArrayList<>();

    /**
     * @param plans what is known of each video that is in the line
     */
    LineVideos(DispatchOptions options, Function<String, PlannedVideo> plans) {
        this.plans = plans;
        turns = new TenantTurns(options);
        slots = new Slots(options.slots(), options.perSlot());
        parking = new Parking(options.slots());
        choice = new SlotChoice(slots, parking, this::queue);
        onTheWay = new OnTheWay(slots, options.leaseMs());
    }

    // Coming and going

    /** A video enters, or is put back to where it stood. */
    void enter(String key, VideoCursor cursor, long nowMs) {
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

    /** What is on the way of it stays there. */
    void leave(WaitingVideo video, long nowMs) {
        unpark(video);
        videos.remove(video.key);
        untouched.remove(video);
        changed.add(video.key);
        choice.end(video);
        onTheWay.abandon(video, nowMs);
        turns.leave(video);
    }

    /** It leaves though nobody has seen its end. */
    void end(WaitingVideo video, Ending ending, long nowMs) {
        endings.add(ending);
        leave(video, nowMs);
    }

    // Waiting

    /** Something of it may be sent now. */
    void queue(WaitingVideo video) {
        parking.remove(video);
        turns.add(video);
    }

    /** Takes it out of whatever it stands in; the next one may have what it left. */
    void unpark(WaitingVideo video) {
        if (video.wait == Wait.NONE) {
            turns.remove(video);
        } else {
            parking.remove(video);
        }
        choice.passOn(video);
    }

    void change(WaitingVideo video) {
        changed.add(video.key);
    }

    // Its segments

    /** The next one goes to a slot. */
    void send(WaitingVideo video, int index, int slot, long cost, long nowMs) {
        turns.charge(video, cost);
        int before = video.again.remove(index) ? video.repeats.merge(index, 1, Integer::sum) : 0;
        onTheWay.add(video, index, slot, before, nowMs);
        video.next = Math.max(video.next, index + 1);
        untouched.remove(video);
        changed.add(video.key);
    }

    /** One of it has left its slot. */
    void left(WaitingVideo video, SentSegment segment) {
        onTheWay.left(segment);
        video.repeats.remove(segment.index());
        freed(video.tenant, segment.slot());
    }

    /** One of it has left its slot without being done: it waits again. */
    void takeBack(WaitingVideo video, SentSegment segment) {
        video.sent.remove(segment.index());
        left(video, segment);
        video.again.add(segment.index());
        changed.add(video.key);
    }

    /** Nothing was heard of one: it waits again. */
    void lose(WaitingVideo video, SentSegment segment) {
        video.sent.remove(segment.index());
        video.again.add(segment.index());
        onTheWay.giveUp(segment);
        freed(video.tenant, segment.slot());
        changed.add(video.key);
        if (video.wait == Wait.DONE) {
            queue(video);
        }
    }

    /** Nothing was heard of one that nobody wants. */
    void forget(SentSegment segment) {
        onTheWay.giveUp(segment);
        wake(segment.slot());
    }

    /** If a message tells of one that nobody wants any more, its place is free. */
    void straggler(SegmentDone told) {
        SentSegment segment = onTheWay.straggler(told);
        if (segment != null) {
            wake(segment.slot());
        }
    }

    private void freed(Tenant tenant, int slot) {
        turns.left(tenant);
        wake(slot);
    }

    private void wake(int slot) {
        parking.ofSlot(slot).forEach(this::queue);
    }

    // What can be asked

    /**
     * @return null if it is not in the line
     */
    WaitingVideo get(String key) {
        return videos.get(key);
    }

    PlannedVideo plan(WaitingVideo video) {
        return plans.apply(video.key);
    }

    TenantTurns turns() {
        return turns;
    }

    Parking parking() {
        return parking;
    }

    SlotChoice choice() {
        return choice;
    }

    /** See {@link Leases#takeOver}. */
    Leases.Lease takeOver(long nowMs) {
        return onTheWay.takeOver(nowMs);
    }

    boolean areSlotsFull() {
        return slots.isFull();
    }

    /** Segments on the way. */
    int sent() {
        return slots.busy();
    }

    int size() {
        return videos.size();
    }

    /** Of which nothing was ever sent, in the order in which they entered. */
    Set<WaitingVideo> untouched() {
        return Collections.unmodifiableSet(untouched);
    }

    Collection<Tenant> tenants() {
        return turns.all();
    }

    /** Keys of those that have changed since this was last asked. */
    List<String> takeChanged() {
        List<String> keys = List.copyOf(changed);
        changed.clear();
        return keys;
    }

    List<Ending> takeEndings() {
        List<Ending> taken = List.copyOf(endings);
        endings.clear();
        return taken;
    }
}

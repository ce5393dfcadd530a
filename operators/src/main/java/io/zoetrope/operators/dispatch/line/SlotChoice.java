package io.zoetrope.operators.dispatch.line;

import io.zoetrope.operators.dispatch.SegmentPlan;
import java.util.function.Consumer;

/**
 * Where a segment goes. Usually to the slot with the least on the way. What continues another
 * segment goes to that one's slot, where the decoder stands; and while it stands in the middle of a
 * group of pictures, it takes up one of the few decoders that a slot keeps. For one thread.
 */
final class SlotChoice {
    private final Slots slots;
    private final Parking parking;
    private final Consumer<WaitingVideo> wake;

    /**
     * @param wake puts a video that waits back into its queue
     */
    SlotChoice(Slots slots, Parking parking, Consumer<WaitingVideo> wake) {
        this.slots = slots;
        this.parking = parking;
        this.wake = wake;
    }

    /** Takes up again what a video had when its cursor was written. */
    void restore(WaitingVideo video) {
        if (video.chainSlot >= 0) {
            video.chainSlot %= slots.count();
            hold(video, video.chainSlot);
        }
        if (!video.sent.isEmpty()) {
            video.lastSlot = video.sent.lastEntry().getValue().slot();
        }
    }

    /**
     * @return -1 if it has to wait: see {@link #park}
     */
    int of(WaitingVideo video, SegmentPlan plan, int index) {
        boolean inside = plan.isPlanned(index) && plan.continues(index);
        boolean goesOn = plan.isPlanned(index + 1) && plan.continues(index + 1);
        if (!inside) {
            end(video);
        }
        int slot = find(video, plan, index, inside || goesOn);
        if (slot >= 0) {
            video.lastSlot = slot;
            if (goesOn && video.chainSlot < 0) {
                hold(video, slot);
                wakeForChain();
            }
        }
        return slot;
    }

    private int find(WaitingVideo video, SegmentPlan plan, int index, boolean chained) {
        if (video.chainSlot >= 0) {
            return slots.hasRoom(video.chainSlot) ? video.chainSlot : -1;
        }
        if (chained) {
            return mayHold(video.tenant) ? slots.leastBusyForChain() : -1;
        }
        if (plan.continues(index) && video.lastSlot >= 0) {
            return slots.hasRoom(video.lastSlot) ? video.lastSlot : -1;
        }
        return slots.leastBusy();
    }

    /** To be called after there was no slot: the video waits for what it lacks. */
    void park(WaitingVideo video, SegmentPlan plan, int index) {
        if (video.chainSlot >= 0) {
            parking.forRoom(video, video.chainSlot);
        } else if (plan.isPlanned(index)) {
            int slot = mayHold(video.tenant) ? slots.firstForChain() : -1;
            if (slot >= 0) {
                parking.forRoom(video, slot);
            } else {
                parking.forChain(video);
            }
        } else {
            parking.forRoom(video, video.lastSlot);
        }
    }

    /** Its decoder need not be kept. */
    void end(WaitingVideo video) {
        if (video.chainSlot >= 0) {
            slots.endChain(video.chainSlot);
            video.tenant.chains--;
            video.chainSlot = -1;
            wakeForChain();
        }
    }

    /**
     * To be called if a video goes no further for now for another reason than a lack of slots: a
     * place that it was woken for, and did not take, is for the next one of its tenant.
     */
    void passOn(WaitingVideo video) {
        WaitingVideo next = parking.firstForChain(video.tenant);
        if (next != null && mayHold(video.tenant) && slots.firstForChain() >= 0) {
            wake.accept(next);
        }
    }

    private void hold(WaitingVideo video, int slot) {
        video.chainSlot = slot;
        video.tenant.chains++;
        slots.beginChain(slot);
    }

    /** At most half of all, so that no tenant holds them all for the length of a film. */
    private boolean mayHold(Tenant tenant) {
        return tenant.chains < Math.max(1, slots.chainPlaces() / 2);
    }

    private void wakeForChain() {
        parking.firstForChain().forEach(wake);
    }
}

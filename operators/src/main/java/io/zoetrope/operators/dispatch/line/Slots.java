package io.zoetrope.operators.dispatch.line;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What is on the way to each decoding slot. A slot works in order: when a segment is heard of, all
 * that were sent to the slot before it have left it too. For one thread.
 */
final class Slots {
    /**
     * Videos whose decoder stands in the middle of a group of pictures, in one slot. The decoding
     * step keeps one reader more than that open, so that others come in between.
     */
    private static final int MAX_CHAINS = 2;

    private final List<Deque<Long>> tickets = new ArrayList<>();
    private final int[] chains;
    private final int perSlot;
    private int busy;
    private int start;

    Slots(int slots, int perSlot) {
        this.perSlot = perSlot;
        this.chains = new int[slots];
        for (int i = 0; i < slots; i++) {
            tickets.add(new ArrayDeque<>());
        }
    }

    int count() {
        return chains.length;
    }

    /** Segments on the way. */
    int busy() {
        return busy;
    }

    boolean isFull() {
        return busy >= perSlot * chains.length;
    }

    boolean hasRoom(int slot) {
        return tickets.get(slot).size() < perSlot;
    }

    /** The one with the least on the way, equal ones in turn; -1 if all are full. */
    int leastBusy() {
        return leastBusy(false);
    }

    /** The same among those that can keep one more decoder; -1 if there is none. */
    int leastBusyForChain() {
        return leastBusy(true);
    }

    private int leastBusy(boolean forChain) {
        int best = -1;
        for (int i = 0; i < chains.length; i++) {
            int slot = (start + i) % chains.length;
            boolean fits = hasRoom(slot) && (!forChain || canChain(slot));
            if (fits && (best < 0 || tickets.get(slot).size() < tickets.get(best).size())) {
                best = slot;
            }
        }
        return best;
    }

    private boolean canChain(int slot) {
        return chains[slot] < MAX_CHAINS;
    }

    /** One that can keep one more decoder, with room or without; -1 if there is none. */
    int firstForChain() {
        for (int slot = 0; slot < chains.length; slot++) {
            if (canChain(slot)) {
                return slot;
            }
        }
        return -1;
    }

    /** Decoders that all slots together can keep. */
    int chainPlaces() {
        return MAX_CHAINS * chains.length;
    }

    void beginChain(int slot) {
        chains[slot]++;
    }

    void endChain(int slot) {
        chains[slot]--;
    }

    /**
     * @param ticket higher than every one before
     */
    void send(int slot, long ticket) {
        tickets.get(slot).add(ticket);
        busy++;
        start = (slot + 1) % chains.length;
    }

    /** It has left the slot, and with it all that were sent there before. */
    void left(int slot, long ticket) {
        Deque<Long> there = tickets.get(slot);
        while (!there.isEmpty() && there.peekFirst() <= ticket) {
            there.removeFirst();
            busy--;
        }
    }

    /** It is not waited for any longer, however those before it ended. */
    void giveUp(int slot, long ticket) {
        if (tickets.get(slot).remove(ticket)) {
            busy--;
        }
    }
}

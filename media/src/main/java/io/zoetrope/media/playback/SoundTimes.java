package io.zoetrope.media.playback;

import java.util.ArrayList;
import java.util.List;

/**
 * The times of one segment's packets of sound, counted in samples. Packets that lie within a few
 * milliseconds of where the one before ends follow it without a gap: containers that count
 * milliseconds say no more. Where more is missing stands silence, also at a cut: if the next packet
 * begins a packet's length or more behind the cut, the segment before is filled up to it, and the
 * one after from it on; both know that packet's time. A file may say any time: a hole is filled
 * with {@link #MOST_SILENT} packets at most, and what lies behind one that needs more is left out.
 * Pure.
 *
 * @param startTicks of the first slot
 * @param slots in order; empty if there is nothing
 */
public record SoundTimes(long startTicks, List<Slot> slots) {
    /** There is no such packet, or no such time. */
    public static final long NONE = Long.MAX_VALUE;

    /** Packets of silence in a row: 23 minutes of 48,000 samples a second. */
    public static final int MOST_SILENT = 1 << 16;

    private static final int SILENCE = -1;

    /**
     * One packet.
     *
     * @param packet which of those that were given; negative for one of silence
     * @param ticks its duration
     */
    public record Slot(int packet, long ticks) {
        public boolean isSilence() {
            return packet < 0;
        }
    }

    /**
     * What is asked.
     *
     * @param each samples of a packet
     * @param nearTicks what counts as no gap
     * @param from where the segment is cut from the one before
     * @param to where it is cut from the next; {@link #NONE} if nothing follows
     * @param next start of the first packet behind it; {@link #NONE} if there is none near
     */
    public record Range(int each, int nearTicks, long from, long to, long next) {}

    /**
     * @param starts of the packets, ascending
     */
    public static SoundTimes of(long[] starts, Range range) {
        Row row = new Row(range);
        for (int i = 0; i < starts.length; i++) {
            row.add(i, starts[i]);
        }
        row.end();
        return new SoundTimes(row.start, row.slots);
    }

    public long endTicks() {
        return startTicks + slots.stream().mapToLong(Slot::ticks).sum();
    }

    /** The slots while they are laid. */
    private static final class Row {
        private final Range range;
        private final List<Slot> slots = new ArrayList<>();
        private long start = NONE;
        private long at;
        private boolean over;

        private Row(Range range) {
            this.range = range;
        }

        void add(int packet, long packetStart) {
            if (start == NONE) {
                begin(packetStart);
            }
            over |= (packetStart - at) / range.each() > MOST_SILENT;
            if (over) {
                return;
            }
            if (packetStart - at > range.nearTicks()) {
                fill(packetStart);
            }
            put(new Slot(packet, range.each()));
        }

        private void begin(long first) {
            boolean late = first - range.from() >= range.each();
            start = late ? range.from() : first;
            at = start;
        }

        private void put(Slot slot) {
            slots.add(slot);
            at += slot.ticks();
        }

        private void fill(long until) {
            for (int i = 0; i < MOST_SILENT && until - at >= range.each(); i++) {
                put(new Slot(SILENCE, range.each()));
            }
            if (until - at < range.each() && !slots.isEmpty()) {
                lastFor(until - at);
            }
        }

        /** The last one stays for longer, or not so long. */
        private void lastFor(long more) {
            Slot last = slots.remove(slots.size() - 1);
            at -= last.ticks();
            put(new Slot(last.packet(), Math.max(1, last.ticks() + more)));
        }

        void end() {
            boolean cut = range.to() != NONE;
            boolean gap =
                    cut && (range.next() == NONE || range.next() - range.to() >= range.each());
            if (gap && start == NONE && range.to() - range.from() >= range.each()) {
                start = range.from();
                at = start;
            }
            if (gap && start != NONE && range.to() != at) {
                fill(range.to());
            }
            start = start == NONE ? 0 : start;
        }
    }
}

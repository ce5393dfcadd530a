package io.zoetrope.operators.compose;

import io.zoetrope.operators.observe.ObservedSegment;
import java.util.ArrayList;
import java.util.List;

/** Puts the parts of one video's segments back in order. Holds nothing itself. */
final class Resequencer {
    /** More parts than any segment has: positions order by segment, then part. */
    private static final int PART_BITS = 24;

    private final SegmentBuffer waiting;

    Resequencer(SegmentBuffer waiting) {
        this.waiting = waiting;
    }

    void add(ObservedSegment part) throws Exception {
        waiting.put(position(part.index(), part.part()), part);
    }

    /**
     * Takes a segment out once all its parts are there.
     *
     * @return its parts in order; empty where one is missing
     */
    List<ObservedSegment> take(int index, long generation) throws Exception {
        List<ObservedSegment> parts = new ArrayList<>();
        for (int part = 0; ; part++) {
            ObservedSegment found = waiting.get(position(index, part));
            if (found == null || found.generation() != generation) {
                return List.of();
            }
            parts.add(found);
            if (found.last()) {
                break;
            }
        }
        for (ObservedSegment part : parts) {
            waiting.remove(position(index, part.part()));
        }
        return parts;
    }

    /** Forgets what is left over of earlier lives of the id. */
    void dropBelow(long generation) throws Exception {
        for (ObservedSegment part : waiting.all()) {
            if (part.generation() < generation) {
                waiting.remove(position(part.index(), part.part()));
            }
        }
    }

    private static long position(int index, int part) {
        return ((long) index << PART_BITS) | part;
    }
}

package io.zoetrope.operators.order;

import io.zoetrope.operators.observe.ObservedSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Puts the parts of one video's segments back in order. Holds nothing itself. */
final class Resequencer {
    private final SegmentBuffer waiting;

    Resequencer(SegmentBuffer waiting) {
        this.waiting = waiting;
    }

    /** A part that is here already is replaced by itself. */
    void add(ObservedSegment part) throws Exception {
        waiting.put(SegmentPosition.of(part), part);
    }

    /**
     * Takes a segment out once all its parts are there.
     *
     * @return its parts in order; empty if one is missing
     */
    List<ObservedSegment> take(long generation, int index) throws Exception {
        List<ObservedSegment> parts = complete(generation, index);
        for (ObservedSegment part : parts) {
            waiting.remove(SegmentPosition.of(part));
        }
        return parts;
    }

    /** Whether all parts of a segment wait. */
    boolean isComplete(long generation, int index) throws Exception {
        return !complete(generation, index).isEmpty();
    }

    /** Whether a part of a later segment of this life waits. */
    boolean isWaitingPast(long generation, int index) throws Exception {
        return waiting.positions().stream()
                .anyMatch(at -> at.generation() == generation && at.index() > index);
    }

    /** The first segment of this life that is all there, or -1. */
    int firstComplete(long generation) throws Exception {
        List<Integer> indexes =
                waiting.positions().stream()
                        .filter(at -> at.generation() == generation)
                        .map(SegmentPosition::index)
                        .distinct()
                        .sorted()
                        .toList();
        for (int index : indexes) {
            if (isComplete(generation, index)) {
                return index;
            }
        }
        return -1;
    }

    /** Forgets what is left over of earlier lives of the id. */
    void dropBelow(long generation) throws Exception {
        drop(at -> at.generation() < generation);
    }

    /** Forgets parts of segments of this life whose turn is over. */
    void dropBefore(long generation, int index) throws Exception {
        drop(at -> at.generation() == generation && at.index() < index);
    }

    private void drop(Predicate<SegmentPosition> which) throws Exception {
        for (SegmentPosition at : waiting.positions()) {
            if (which.test(at)) {
                waiting.remove(at);
            }
        }
    }

    private List<ObservedSegment> complete(long generation, int index) throws Exception {
        List<ObservedSegment> parts = new ArrayList<>();
        for (int part = 0; ; part++) {
            ObservedSegment found = waiting.get(new SegmentPosition(generation, index, part));
            if (found == null) {
                return List.of();
            }
            parts.add(found);
            if (found.last()) {
                return parts;
            }
        }
    }
}

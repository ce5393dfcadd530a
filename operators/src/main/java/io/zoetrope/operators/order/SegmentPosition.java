package io.zoetrope.operators.order;

import io.zoetrope.operators.observe.ObservedSegment;

/**
 * Where a part of a segment belongs. Held in state as a key: it never changes.
 *
 * @param generation of the video's life
 * @param index of the segment, from 0
 * @param part from 0
 */
public record SegmentPosition(long generation, int index, int part) {
    static SegmentPosition of(ObservedSegment part) {
        return new SegmentPosition(part.generation(), part.index(), part.part());
    }
}

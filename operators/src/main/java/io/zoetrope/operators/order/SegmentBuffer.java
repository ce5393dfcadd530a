package io.zoetrope.operators.order;

import io.zoetrope.operators.observe.ObservedSegment;
import java.util.List;

/** Parts of segments that wait for their turn; keyed state in the job, a map in tests. */
interface SegmentBuffer {
    void put(SegmentPosition position, ObservedSegment part) throws Exception;

    /** Null if there is none. */
    ObservedSegment get(SegmentPosition position) throws Exception;

    void remove(SegmentPosition position) throws Exception;

    /** A copy, in no order. */
    List<SegmentPosition> positions() throws Exception;
}

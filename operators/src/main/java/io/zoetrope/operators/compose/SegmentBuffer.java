package io.zoetrope.operators.compose;

import io.zoetrope.operators.observe.ObservedSegment;
import java.util.List;

/** Parts of segments that wait for their turn; keyed state in the job, a map in tests. */
interface SegmentBuffer {
    void put(long position, ObservedSegment part) throws Exception;

    /** Null where there is none. */
    ObservedSegment get(long position) throws Exception;

    void remove(long position) throws Exception;

    /** A copy, in no order. */
    List<ObservedSegment> all() throws Exception;
}

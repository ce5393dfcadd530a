package io.zoetrope.operators.dispatch;

import io.zoetrope.domain.SegmentDone;
import java.util.HashMap;
import java.util.Map;

/**
 * Segments on the way that nobody wants any more: they take up a place until they are heard of. For
 * one thread.
 */
final class AbandonedSegments {
    private record Name(String key, long generation, int index) {}

    private final Map<Name, SentSegment> all = new HashMap<>();

    void add(WaitingVideo video, SentSegment segment) {
        all.put(new Name(video.key, video.generation, segment.index()), segment);
    }

    /**
     * Takes out the one that a message tells of.
     *
     * @return null if there is none
     */
    SentSegment take(SegmentDone told) {
        int index = told.kind() == SegmentDone.Kind.RETRY ? told.index() : told.arrived();
        return all.remove(new Name(told.videoKey(), told.generation(), index));
    }

    void forget(SentSegment segment) {
        all.values().removeIf(one -> one.ticket() == segment.ticket());
    }
}

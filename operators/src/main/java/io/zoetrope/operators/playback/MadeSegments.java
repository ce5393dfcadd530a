package io.zoetrope.operators.playback;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/** Segments of one video that are in the store, in state, by index; some may be missing between. */
final class MadeSegments {
    private final MapState<Integer, PackagedSegment> made;

    MadeSegments(MapState<Integer, PackagedSegment> made) {
        this.made = made;
    }

    boolean has(int index) throws Exception {
        return made.contains(index);
    }

    /**
     * @return the video as far as its segments now reach without a gap
     */
    PublishedVideo add(PackagedSegment segment, PublishedVideo video) throws Exception {
        made.put(segment.index(), segment);
        int next = video.next();
        int count = video.count();
        PackagedSegment following;
        while ((count < 0 || next < count) && (following = made.get(next)) != null) {
            next++;
            count = following.ended() ? next : count;
        }
        return video.advanced(next, count);
    }

    /** The first ones; none of them is missing. */
    List<PackagedSegment> first(int number) throws Exception {
        List<PackagedSegment> segments = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            segments.add(made.get(i));
        }
        return segments;
    }

    void clear() {
        made.clear();
    }
}

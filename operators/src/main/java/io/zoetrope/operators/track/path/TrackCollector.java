package io.zoetrope.operators.track.path;

import io.zoetrope.operators.track.OpenTrackState;
import io.zoetrope.operators.track.TrackPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the points of tracks until they end. Bounded: as many tracks as the tracker follows, for
 * each a path of few corners, no sightings. Not thread-safe.
 */
public final class TrackCollector {
    private final Map<Long, OpenTrack> open = new LinkedHashMap<>();

    /**
     * Goes on as the collector that gave this would have.
     *
     * @param from {@link #state()}; empty for a new one
     */
    public TrackCollector(List<OpenTrackState> from) {
        from.forEach(track -> open.put(track.track(), OpenTrack.of(track)));
    }

    public List<OpenTrackState> state() {
        return open.values().stream().map(OpenTrack::state).toList();
    }

    /**
     * @param points that are settled, each track's in order of time
     * @param ended tracks of which these were the last
     * @return the ended ones, in the order given
     */
    public List<EndedTrack> add(List<TrackPoint> points, List<Long> ended) {
        for (TrackPoint point : points) {
            open.computeIfAbsent(point.track(), OpenTrack::begin).add(point);
        }
        List<EndedTrack> finished = new ArrayList<>();
        for (long number : ended) {
            OpenTrack track = open.remove(number);
            if (track != null) {
                finished.add(track.finish());
            }
        }
        return finished;
    }
}

package io.zoetrope.operators.track;

import java.util.List;

/**
 * The points of one track that are being smoothed. Held in state: components may be added, none
 * moved or taken away.
 *
 * @param points in order of time
 * @param given how many of them, from the first, are given and only help to smooth the others
 */
public record PathState(long track, List<TrackPoint> points, int given) {
    public PathState {
        points = points == null ? List.of() : points;
    }
}

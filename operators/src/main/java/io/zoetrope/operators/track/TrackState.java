package io.zoetrope.operators.track;

import io.zoetrope.domain.Vector;
import java.util.List;

/**
 * One track between two frames. Held in state: components may be added, none moved or taken away.
 * Made by {@link io.zoetrope.operators.track.follow.Track#state()}.
 *
 * @param track its number
 * @param seenUs when it was seen last, media time
 * @param missed frames since then
 * @param evidence that there is something: sightings less misses
 * @param believed whether its points are given as they come
 * @param confidence smoothed score
 * @param lastBox x0, y0, x1, y1 of the last sighting in frame heights, as the picture shows it now
 * @param filter {@link io.zoetrope.operators.track.boxes.KalmanBox#values()} at the last sighting
 * @param label of the last confident sighting
 * @param appearance smoothed; empty if none came
 * @param held points that are not given yet
 */
public record TrackState(
        long track,
        long seenUs,
        int missed,
        double evidence,
        boolean believed,
        double confidence,
        double[] lastBox,
        double[] filter,
        String label,
        Vector appearance,
        List<TrackPoint> held) {
    public TrackState {
        lastBox = lastBox == null ? new double[0] : lastBox;
        filter = filter == null ? new double[0] : filter;
        label = label == null ? "" : label;
        appearance = appearance == null ? new Vector(null) : appearance;
        held = held == null ? List.of() : held;
    }
}

package io.zoetrope.operators.track;

import io.zoetrope.domain.Box;

/**
 * Where a track is at one time.
 *
 * @param track its number, from 1, unique within one video
 * @param ptsUs media time
 * @param box of the displayed frame
 * @param score of the detection; of the nearer sightings, interpolated, if not seen
 * @param label of the detection; empty if not seen
 * @param seen false if it was found by the sightings before and after
 */
public record TrackPoint(long track, long ptsUs, Box box, float score, String label, boolean seen) {
    private static final Box NOWHERE = new Box(0, 0, 0, 0);

    public TrackPoint {
        box = box == null ? NOWHERE : box;
        label = label == null ? "" : label;
    }

    static TrackPoint seen(long track, long ptsUs, Box box, float score, String label) {
        return new TrackPoint(track, ptsUs, box, score, label, true);
    }

    static TrackPoint between(long track, long ptsUs, Box box, float score) {
        return new TrackPoint(track, ptsUs, box, score, "", false);
    }
}

package io.zoetrope.operators.track;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;

/**
 * Where a track is at one time. Held in state: components may be added, none moved or taken away.
 *
 * @param track its number, from 1, unique within one video
 * @param ptsUs media time
 * @param box of the displayed frame
 * @param score of the detection; of the nearer sightings, interpolated, if not seen
 * @param label of the detection; empty if not seen
 * @param seen false if it was found by the sightings before and after
 * @param appearance of the detection; empty if it has none or is not seen
 * @param picture of the detection; empty if it has none or is not seen
 */
public record TrackPoint(
        long track,
        long ptsUs,
        Box box,
        float score,
        String label,
        boolean seen,
        Vector appearance,
        String picture) {
    private static final Box NOWHERE = new Box(0, 0, 0, 0);
    private static final Vector NO_LOOK = new Vector(null);

    public TrackPoint {
        box = box == null ? NOWHERE : box;
        label = label == null ? "" : label;
        appearance = appearance == null ? NO_LOOK : appearance;
        picture = picture == null ? "" : picture;
    }

    public static TrackPoint seen(long track, long ptsUs, Detection detection) {
        return new TrackPoint(
                track,
                ptsUs,
                detection.box(),
                detection.score(),
                detection.label(),
                true,
                detection.appearance(),
                detection.picture());
    }

    public static TrackPoint between(long track, long ptsUs, Box box, float score) {
        return new TrackPoint(track, ptsUs, box, score, "", false, NO_LOOK, "");
    }

    public TrackPoint withBox(Box other) {
        return new TrackPoint(track, ptsUs, other, score, label, seen, appearance, picture);
    }

    public TrackPoint withoutAppearance() {
        return new TrackPoint(track, ptsUs, box, score, label, seen, NO_LOOK, picture);
    }
}

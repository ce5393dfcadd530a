package io.zoetrope.operators.track;

import io.zoetrope.domain.TimedBox;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.track.path.BoxPath;
import java.util.List;

/**
 * A track that may go on. Held in state: components may be added, none moved or taken away.
 *
 * @param track its number
 * @param votes for its class, in the order in which the classes came
 * @param sightings frames in which it was seen
 * @param looks appearances of its sightings, added up; empty if none came
 * @param best sighting, and what it is worth
 * @param bestLook appearance of the best sighting that has one, and what that one is worth
 * @param picture path of the stored picture of the best sighting, or empty
 */
public record OpenTrackState(
        long track,
        List<ClassVote> votes,
        BoxPathState path,
        int sightings,
        double[] looks,
        TimedBox best,
        double bestWorth,
        Vector bestLook,
        double bestLookWorth,
        String picture) {
    private static final double NO_WORTH = -1;

    public OpenTrackState {
        votes = votes == null ? List.of() : votes;
        path = path == null ? BoxPath.begin().state() : path;
        looks = looks == null ? new double[0] : looks;
        best = best == null ? new TimedBox(0, null) : best;
        bestLook = bestLook == null ? new Vector(null) : bestLook;
        picture = picture == null ? "" : picture;
    }

    /** Without sightings: any is worth more than what it begins with. */
    public static OpenTrackState begin(long track) {
        return new OpenTrackState(
                track, List.of(), null, 0, null, null, NO_WORTH, null, NO_WORTH, null);
    }
}

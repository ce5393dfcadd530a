package io.zoetrope.operators.track.follow;

import io.zoetrope.operators.track.boxes.Rect;
import io.zoetrope.operators.track.pairs.Matching;
import io.zoetrope.operators.track.pairs.NearBoxes;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How tracks and sightings are compared in one round of a frame.
 *
 * @param place where a track is looked for: nothing that lies beyond it is alike
 * @param reach by which that place and a sighting are stretched
 * @param likeness 0 or less if the two cannot be the same
 */
record PairRule(Place place, ToDoubleFunction<Track> reach, PairLikeness likeness) {
    /** Where a track is looked for. */
    interface Place {
        Rect of(Track track);
    }

    /** Likeness of a track and a sighting; 0 or less if they cannot be the same. */
    interface PairLikeness {
        double of(Track track, Sighting sighting);
    }

    /** Nothing is stretched. */
    static PairRule of(Place place, PairLikeness likeness) {
        return new PairRule(place, track -> 1, likeness);
    }

    /**
     * @param rows places of the tracks that take part
     * @param columns places of the sightings
     * @return for each of the rows the place among the columns, or -1
     */
    int[] pair(List<Track> tracks, int[] rows, List<Sighting> sightings, int[] columns) {
        NearBoxes near = new NearBoxes(rows.length, columns.length);
        for (int t = 0; t < rows.length; t++) {
            Track track = tracks.get(rows[t]);
            near.look(t, place.of(track), reach.applyAsDouble(track));
        }
        for (int d = 0; d < columns.length; d++) {
            near.stand(d, sightings.get(columns[d]).rect());
        }
        return Matching.of(
                rows.length,
                columns.length,
                (t, d) ->
                        near.isNear(t, d)
                                ? likeness.of(tracks.get(rows[t]), sightings.get(columns[d]))
                                : 0);
    }
}

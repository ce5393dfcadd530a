package io.zoetrope.domain.finding;

import io.zoetrope.domain.TimedBox;
import io.zoetrope.domain.Vector;
import java.util.List;

/**
 * One object as it was followed, within one shot. Made in one place, by the tracker's collector.
 *
 * @param label class that its sightings vote for, each by its score
 * @param score mean of the sightings of that class, in [0,1]
 * @param sightings frames in which the detector saw it
 * @param boxes in order of time; between two of them its sides move evenly. The first and the last
 *     are where it was found first and last.
 * @param boxError by how much a side may lie beside where it was followed, as a share of the frame
 * @param appearance normalised mean; empty if the sightings have none
 * @param bestAppearance that of the best sighting which has one; empty if none has
 * @param best where the best picture of it can be cut: sure, large, and not at the frame's border
 */
public record ObjectTrack(
        String label,
        float score,
        int sightings,
        List<TimedBox> boxes,
        float boxError,
        Vector appearance,
        Vector bestAppearance,
        TimedBox best) {
    private static final TimedBox NOWHERE = new TimedBox(0, null);

    public ObjectTrack {
        label = label == null ? "" : label;
        boxes = boxes == null ? List.of() : boxes;
        appearance = appearance == null ? new Vector(null) : appearance;
        bestAppearance = bestAppearance == null ? new Vector(null) : bestAppearance;
        best = best == null ? NOWHERE : best;
    }

    /** Media time of the first box. */
    public long firstUs() {
        return boxes.isEmpty() ? 0 : boxes.get(0).ptsUs();
    }

    /** Media time of the last box: it was still there then. */
    public long lastUs() {
        return boxes.isEmpty() ? 0 : boxes.get(boxes.size() - 1).ptsUs();
    }
}

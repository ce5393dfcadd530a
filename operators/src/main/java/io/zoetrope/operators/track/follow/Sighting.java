package io.zoetrope.operators.track.follow;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.track.TrackOptions;
import io.zoetrope.operators.track.boxes.Rect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A detection that the tracker looks at, with its rectangle. */
public record Sighting(Detection detection, Rect rect) {
    /** Those that can be used, in the order given; of too many, those with the best scores. */
    public static List<Sighting> usable(List<Detection> detections, TrackOptions options) {
        List<Sighting> usable = new ArrayList<>(detections.size());
        for (Detection detection : detections) {
            Rect rect = Rect.of(detection.box(), options.aspect());
            if (rect.isUsable() && detection.score() >= options.weak()) {
                usable.add(new Sighting(detection, rect));
            }
        }
        if (usable.size() > options.maxDetections()) {
            usable.sort(Comparator.comparingDouble(s -> -s.score()));
            usable.subList(options.maxDetections(), usable.size()).clear();
        }
        return usable;
    }

    double score() {
        return detection.score();
    }

    boolean hasAppearance() {
        Vector appearance = detection.appearance();
        return appearance != null && appearance.dimension() > 0;
    }
}

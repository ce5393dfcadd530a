package io.zoetrope.operators.track;

import io.zoetrope.domain.Detection;
import io.zoetrope.operators.observe.Observation;
import java.util.List;
import java.util.stream.Stream;

/** Detections that are below what their model asks for. */
final class Weak {
    private Weak() {}

    /** With the others; none of them begins a track, whatever its model asks for. */
    static List<Detection> all(Observation seen, TrackOptions options) {
        float most = Math.nextDown((float) options.begin());
        return Stream.concat(
                        seen.detections().stream(),
                        seen.weak().stream().map(one -> atMost(one, most)))
                .toList();
    }

    private static Detection atMost(Detection one, float most) {
        return one.score() <= most
                ? one
                : new Detection(one.label(), most, one.box(), one.appearance());
    }
}

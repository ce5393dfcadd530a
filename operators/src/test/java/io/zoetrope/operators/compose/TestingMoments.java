package io.zoetrope.operators.compose;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.shots.StartedShot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Frames at right angles to each other, and the moments that are composed of them. */
final class TestingMoments {
    static final MomentRules RULES = new MomentRules(10_000_000, 0.8f);
    static final long[] NO_CUTS = {};

    private TestingMoments() {}

    static List<ComposedMoment> compose(List<ObservedFrame> frames, long[] cuts, long endUs) {
        List<ComposedMoment> out = new ArrayList<>();
        MomentComposer composer = new MomentComposer(RULES, Composition.START, out::add);
        composer.add(frames, begun(cuts));
        composer.end(endUs);
        return out;
    }

    /** The first shot is number 0, and begins before all frames. */
    static List<StartedShot> begun(long[] cuts) {
        return IntStream.range(0, cuts.length)
                .mapToObj(i -> new StartedShot(i + 1, cuts[i]))
                .toList();
    }

    static List<String> times(List<ComposedMoment> moments) {
        return moments.stream().map(m -> m.startUs() / 1000 + "-" + m.endUs() / 1000).toList();
    }

    /** One frame a second; letters are directions at right angles. */
    static List<ObservedFrame> frames(String letters) {
        List<ObservedFrame> frames = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            frames.add(frame(i * 1_000_000L, letters.charAt(i)));
        }
        return frames;
    }

    static ObservedFrame frame(long ptsUs, char letter) {
        float[] values = new float[4];
        values[letter - 'a'] = 1;
        return TestingSegments.frame(ptsUs, new Vector(values), List.of(), "k" + ptsUs);
    }

    /** Half a second after each, one that only the detector looked at. */
    static List<ObservedFrame> withLabels(List<ObservedFrame> frames, Random random) {
        List<ObservedFrame> all = new ArrayList<>();
        for (ObservedFrame frame : frames) {
            all.add(frame);
            all.add(onlySeen(frame.ptsUs() + 500_000, "thing" + random.nextInt(20)));
        }
        return all;
    }

    static ObservedFrame onlySeen(long ptsUs, String label) {
        return new ObservedFrame(
                ptsUs, Map.of(Analysers.OBJECTS, Observation.of(detections(label))), "");
    }

    static List<Detection> detections(String... labels) {
        return Arrays.stream(labels)
                .map(l -> new Detection(l, 1, new Box(0, 0, 1, 1), new Vector(null)))
                .toList();
    }
}

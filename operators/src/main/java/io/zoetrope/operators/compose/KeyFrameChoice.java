package io.zoetrope.operators.compose;

import io.zoetrope.domain.Vector;
import io.zoetrope.media.PictureQuality;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which frame of a moment people see: of those whose picture is good, the one nearest the mean. A
 * good one shows something, one shot and no transition, and is sharp. Each wish is dropped if no
 * frame fulfils it: a moment in the dark has a dark picture.
 */
final class KeyFrameChoice {
    private static final float DARK = .06f;
    private static final float PLAIN = .025f;

    /** So much of the sharpest frame's detail is sharp. */
    private static final float SHARP_SHARE = .6f;

    /** A transition that was not found, or a fast turn, may reach so far into a moment. */
    private static final long TRANSITION_US = 500_000;

    private KeyFrameChoice() {}

    /**
     * @param shown at least one, in order
     * @param mean of their vectors, normalised
     * @param fromUs begin of the moment
     * @param toUs end of the moment
     * @return the earliest of equals
     */
    static RunFrame of(List<RunFrame> shown, Vector mean, long fromUs, long toUs) {
        List<RunFrame> good = wish(shown, KeyFrameChoice::showsSomething);
        good = wish(good, frame -> !frame.inTransition());
        good =
                wish(
                        good,
                        frame ->
                                !frame.quality().isKnown()
                                        || frame.ptsUs() - fromUs >= TRANSITION_US
                                                && toUs - frame.ptsUs() >= TRANSITION_US);
        float sharpest = -1;
        for (RunFrame frame : good) {
            sharpest = Math.max(sharpest, frame.quality().detail());
        }
        float least = SHARP_SHARE * sharpest;
        good = wish(good, frame -> frame.quality().detail() >= least);
        RunFrame key = good.get(0);
        for (RunFrame frame : good) {
            key = frame.visual().dot(mean) > key.visual().dot(mean) ? frame : key;
        }
        return key;
    }

    private static boolean showsSomething(RunFrame frame) {
        PictureQuality quality = frame.quality();
        return !quality.isKnown() || quality.light() >= DARK && quality.contrast() >= PLAIN;
    }

    private static List<RunFrame> wish(List<RunFrame> frames, Predicate<RunFrame> wish) {
        List<RunFrame> fulfilling = frames.stream().filter(wish).toList();
        return fulfilling.isEmpty() ? frames : fulfilling;
    }
}

package io.zoetrope.operators.shots;

import io.zoetrope.operators.shots.signature.SignedFrame;

/**
 * How far a fade reaches: the picture's contrast falls until all is of one colour and rises behind
 * it, and stays where it is before and after.
 */
final class FadeReach {
    /** So much more is more: noise and motion change contrast by less from frame to frame. */
    private static final double MORE = 1.02;

    /** Contrast that has not grown for so long is that of the picture alone. */
    private static final long STAYS_US = 200_000;

    private FadeReach() {}

    /**
     * @param frames those around it
     * @return the same start, as it was if its frame is not among them any more
     */
    static ShotStart of(RecentFrames frames, ShotStart fade) {
        int middle = frames.lastUpTo(fade.ptsUs());
        if (middle < 0) {
            return fade;
        }
        return ShotStart.between(
                fade.ptsUs(),
                fade.transition(),
                grownUs(frames, middle, -1),
                grownUs(frames, middle, 1));
    }

    /** Where contrast has grown to what it is, on one side of what is blank. */
    private static long grownUs(RecentFrames frames, int middle, int step) {
        double most = 0;
        int grown = middle;
        for (int at = middle;
                at >= 0
                        && at < frames.size()
                        && frames.apartUs(middle, at) <= ShotStart.MOST_REACH_US
                        && frames.apartUs(grown, at) <= STAYS_US;
                at += step) {
            SignedFrame frame = frames.at(at);
            if (frame.blank() || frame.contrast() > MORE * most) {
                // Behind a fade that a cut ends, the first one is another picture.
                most = frame.contrast();
                grown = at;
            }
        }
        return frames.ptsUs(grown);
    }
}

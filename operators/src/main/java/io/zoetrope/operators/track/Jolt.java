package io.zoetrope.operators.track;

import io.zoetrope.operators.track.boxes.CameraMotion;

/**
 * How far the picture moved from one frame to the next, because the camera did. Held in state:
 * components may be added, none moved or taken away.
 *
 * @param ptsUs media time of the later frame
 * @param dx in frame widths
 * @param dy in frame heights
 */
public record Jolt(long ptsUs, double dx, double dy) {
    /** What a motion does to the middle of the frame. */
    public static Jolt of(long ptsUs, CameraMotion motion) {
        double dx = motion.xx() * .5 + motion.xy() * .5 + motion.dx() - .5;
        double dy = motion.yx() * .5 + motion.yy() * .5 + motion.dy() - .5;
        return new Jolt(ptsUs, dx, dy);
    }

    public boolean isNone() {
        return dx == 0 && dy == 0;
    }
}

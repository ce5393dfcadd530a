package io.zoetrope.operators.observe;

import io.zoetrope.domain.Box;

/** How well an object can be seen in a frame. */
public final class SightWorth {
    /** A box this near to the frame's border shows only a part of the object. */
    private static final float AT_BORDER = .005f;

    private static final double CUT_OFF = .5;

    private SightWorth() {}

    /** Score times size; half if the border cuts it off. */
    public static double of(float score, Box box) {
        double area = (double) (box.x1() - box.x0()) * (box.y1() - box.y0());
        boolean cutOff =
                Math.min(box.x0(), box.y0()) < AT_BORDER
                        || Math.max(box.x1(), box.y1()) > 1 - AT_BORDER;
        return score * Math.sqrt(Math.max(0, area)) * (cutOff ? CUT_OFF : 1);
    }
}

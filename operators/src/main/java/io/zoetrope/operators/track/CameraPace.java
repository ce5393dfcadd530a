package io.zoetrope.operators.track;

import io.zoetrope.operators.track.boxes.CameraMotion;

/**
 * How the camera moved in the last two frames that told: how it goes on in one that does not, as
 * the first of a segment, whose predecessor was decoded elsewhere. Held in state: components may be
 * added, none moved or taken away.
 *
 * @param us media time of the last of them
 * @param pace of the last one, {@link CameraMotion#pace}; empty if none is known
 * @param before of the one before it; empty if none is known
 */
public record CameraPace(long us, double[] pace, double[] before) {
    public static final CameraPace NONE = new CameraPace(0, null, null);

    /** What is older says nothing of now, seconds. */
    private static final double OLDEST_S = .5;

    public CameraPace {
        pace = pace == null ? new double[0] : pace;
        before = before == null ? new double[0] : before;
    }

    /**
     * @param motion of a frame, known
     * @param stepS since the frame before
     */
    public CameraPace then(long frameUs, CameraMotion motion, double stepS) {
        boolean known = stepS > 0 && stepS <= OLDEST_S;
        boolean goesOn = (frameUs - us) / 1e6 <= OLDEST_S;
        return known ? new CameraPace(frameUs, motion.pace(stepS), goesOn ? pace : null) : NONE;
    }

    /**
     * The motion of a frame that does not tell: as far as the last two agree, so that a jolt does
     * not go on.
     *
     * @return {@link CameraMotion#NONE} if nothing is known, or it would turn the picture over
     */
    public CameraMotion at(long frameUs) {
        double seconds = (frameUs - us) / 1e6;
        if (pace.length == 0 || before.length == 0 || seconds > OLDEST_S) {
            return CameraMotion.NONE;
        }
        double[] common = new double[pace.length];
        for (int i = 0; i < common.length; i++) {
            boolean agree = pace[i] * before[i] > 0;
            common[i] =
                    agree
                            ? Math.copySign(
                                    Math.min(Math.abs(pace[i]), Math.abs(before[i])), pace[i])
                            : 0;
        }
        CameraMotion going = CameraMotion.going(common, seconds);
        return going.isUsable() ? going : CameraMotion.NONE;
    }
}

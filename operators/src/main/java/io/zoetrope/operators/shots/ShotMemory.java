package io.zoetrope.operators.shots;

import java.util.List;

/**
 * Where finding shots stands between two segments. Held in state: components may be added, none
 * moved or taken away. Bounded: {@link ShotDetector#MOST_FRAMES} frames.
 *
 * @param timesUs of the last frames
 * @param signatures of them
 * @param scores their distances to the frames before them
 * @param undecided how many of them, at the end, are not judged yet
 * @param lastStartUs where the shot begins that is open; {@link Long#MIN_VALUE} for the first
 * @param waiting starts that another may still come before
 * @param blankUs since when the picture has been blank; {@link Long#MIN_VALUE} if it is not
 * @param fadedOut whether it faded to blank, and this is not reported yet
 * @param dissolve the best so far; null for none
 * @param meltedUs up to where the last dissolve or wipe went
 */
public record ShotMemory(
        long[] timesUs,
        byte[] signatures,
        double[] scores,
        int undecided,
        long lastStartUs,
        List<ShotStart> waiting,
        long blankUs,
        boolean fadedOut,
        FoundDissolve dissolve,
        long meltedUs) {
    /** Before the first frame. */
    public static final ShotMemory START =
            new ShotMemory(
                    new long[0],
                    new byte[0],
                    new double[0],
                    0,
                    Long.MIN_VALUE,
                    List.of(),
                    Long.MIN_VALUE,
                    false,
                    null,
                    0);

    /** Whether there was a frame. */
    public boolean begun() {
        return timesUs.length > 0;
    }
}

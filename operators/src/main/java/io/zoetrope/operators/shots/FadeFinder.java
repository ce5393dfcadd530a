package io.zoetrope.operators.shots;

import io.zoetrope.domain.Transition;
import io.zoetrope.operators.shots.signature.SignedFrame;

/**
 * Finds <b>fades</b>: step by step to a blank picture and out of it. Between the two pictures the
 * new shot begins in the middle of what is blank, or where a picture comes out of it at once.
 */
final class FadeFinder {
    static final long NOT_BLANK = Long.MIN_VALUE;

    /** The last frame of a fade changes less than all of it. */
    private static final double MOST_OF_FADE = 0.8;

    /** What is blank for longer is of the new shot from the middle of so much on. */
    private static final long LONGEST_US = ShotDetector.HORIZON_US / 2;

    private final RecentFrames frames;
    private long blankUs;
    private boolean fadedOut;

    /**
     * @param blankUs {@link #blankUs()} of the finder that this one goes on from
     * @param fadedOut {@link #fadedOut()} of it
     */
    FadeFinder(RecentFrames frames, long blankUs, boolean fadedOut) {
        this.frames = frames;
        this.blankUs = blankUs;
        this.fadedOut = fadedOut;
    }

    /** Since when the picture has been blank; {@link #NOT_BLANK} if it is not. */
    long blankUs() {
        return blankUs;
    }

    /** Whether it faded to blank, and this is not reported yet. */
    boolean fadedOut() {
        return fadedOut;
    }

    /**
     * Takes the next frame.
     *
     * @param cut whether it begins a shot at once
     * @return what begins with it or, now known, before it; null for nothing
     */
    ShotStart look(int at, boolean cut) {
        boolean blank = frames.at(at).blank();
        boolean wasBlank = blankUs != NOT_BLANK;
        long nowUs = frames.ptsUs(at);
        ShotStart start = null;
        if (blank && !wasBlank) {
            blankUs = nowUs;
            fadedOut = at > 0 && !cut && !frames.sparse(at) && fadesOut(at);
        }
        if (cut) {
            boolean ends = wasBlank && fadedOut && !blank;
            start = ShotStart.at(nowUs, ends ? Transition.FADE : Transition.CUT);
            fadedOut = fadedOut && blank && wasBlank;
        } else if (wasBlank && fadedOut && (!blank || nowUs - blankUs >= LONGEST_US)) {
            start = ShotStart.at(middleUs(nowUs), Transition.FADE);
            fadedOut = false;
        }
        if (!blank) {
            blankUs = NOT_BLANK;
            fadedOut = false;
        }
        return start;
    }

    /** Whether the light went step by step, not at once. */
    private boolean fadesOut(int at) {
        SignedFrame before = frames.at(frames.firstNear(at));
        return frames.score(at) <= MOST_OF_FADE * frames.at(at).distance(before);
    }

    private long middleUs(long nowUs) {
        return frames.firstFromUs(blankUs + Math.min(nowUs - blankUs, LONGEST_US) / 2);
    }
}

package io.zoetrope.media.ffmpeg.picture;

import io.zoetrope.media.Sampling;

/**
 * Decides which frames of one pass are handed over. With an interval, that is the first frame at or
 * after each multiple of it, counted from the video's 0, whatever range the pass reads. By what
 * frames show, it is what {@link SettledFrames} chooses of the range.
 */
public final class FrameSelector {
    private final Sampling sampling;
    private long lastMultiple;
    private long lastKeyUs = Long.MIN_VALUE;
    private final SettledFrames settled;

    /**
     * @param startUs start of the range
     * @param answered whether a frame before the range already stands for the last multiple before
     *     it
     */
    FrameSelector(Sampling sampling, long startUs, boolean answered) {
        this.sampling = sampling;
        long interval = Math.max(1, sampling.intervalUs());
        this.settled = sampling.settledOnly() ? new SettledFrames(sampling) : null;
        this.lastMultiple = Math.floorDiv(startUs - 1, interval) - (answered ? 0 : 1);
    }

    /** The last multiple before a time, or the time itself if frames are not chosen by time. */
    public static long multipleBefore(Sampling sampling, long us) {
        return !byTime(sampling) || sampling.intervalUs() <= 0
                ? us
                : Math.floorDiv(us, sampling.intervalUs()) * sampling.intervalUs();
    }

    /** Whether the multiples of an interval choose frames. */
    static boolean byTime(Sampling sampling) {
        return !sampling.keyFramesOnly() && !sampling.settledOnly();
    }

    /**
     * @param keyFrame whether it is one, or a pass over nothing but key frames gave it
     * @param endUs when the next frame takes its place, as far as is known
     */
    boolean select(long ptsUs, boolean keyFrame, long endUs, FrameSignature frame) {
        if (settled != null) {
            return settled.select(ptsUs, endUs, frame);
        }
        if (sampling.keyFramesOnly() && !keyFrame) {
            return false;
        }
        if (sampling.intervalUs() <= 0) {
            return true;
        }
        return sampling.keyFramesOnly() ? farEnough(ptsUs) : first(ptsUs);
    }

    private boolean farEnough(long ptsUs) {
        if (lastKeyUs != Long.MIN_VALUE && ptsUs - lastKeyUs < sampling.intervalUs()) {
            return false;
        }
        lastKeyUs = ptsUs;
        return true;
    }

    private boolean first(long ptsUs) {
        long multiple = Math.floorDiv(ptsUs, sampling.intervalUs());
        if (multiple <= lastMultiple) {
            return false;
        }
        lastMultiple = multiple;
        return true;
    }
}

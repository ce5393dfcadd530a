package io.zoetrope.media.ffmpeg;

import java.util.Arrays;

/**
 * Finds frames that begin a new shot. A frame does so if it differs from the one before by clearly
 * more than its neighbours do from theirs (the adaptive threshold of PySceneDetect's
 * AdaptiveDetector), and the frames after it do not go back to how it was: a flash is no cut, and a
 * fade has no frame that stands out.
 *
 * <p>A frame is judged by {@link #LOOK_AHEAD} frames on each side of it. The first {@link
 * #UNJUDGED} frames of a pass lack them: only at the very start of a video are they judged without.
 */
final class ShotDetector {
    /** Frames after one that are looked at before it is decided. */
    static final int LOOK_AHEAD = 2;

    /** Frames at the start of a pass that a pass before it has to judge. */
    static final int UNJUDGED = LOOK_AHEAD + 1;

    private static final int WINDOW = 2 * LOOK_AHEAD + 2;

    /** Below this two pictures are of one shot however still the shot is. */
    private static final float LEAST_DISTANCE = 8;

    /** Between key frames seconds apart, only a wholly other picture is a cut. */
    private static final float LEAST_SPARSE_DISTANCE = 30;

    /** Where the size changes too, as a sender does on a worse line: that alone is no cut. */
    private static final float LEAST_RESIZED_DISTANCE = 16;

    private static final float OVER_EACH_NEIGHBOUR = 2;
    private static final float OVER_MEAN_NEIGHBOUR = 3;
    private static final float STAYS_CHANGED = 0.5f;

    private final boolean sparse;
    private final long firstJudged;
    private final FrameSignature[] pictures = new FrameSignature[WINDOW];
    private final long[] times = new long[WINDOW];
    private final long[] sizes = new long[WINDOW];
    private final float[] distances = new float[WINDOW];
    private long count;
    private long[] cuts = new long[8];
    private int cutCount;

    /**
     * @param sparse frames are seconds apart, so neighbours say nothing
     * @param fromStart the pass begins where the video does
     */
    ShotDetector(boolean sparse, boolean fromStart) {
        this.sparse = sparse;
        this.firstJudged = sparse || fromStart ? 1 : UNJUDGED;
        for (int i = 0; i < WINDOW; i++) {
            pictures[i] = new FrameSignature();
        }
    }

    /** The picture to fill for the next frame; given over by {@link #add}. */
    FrameSignature next() {
        return pictures[slot(count)];
    }

    /**
     * Takes {@link #next()} as the next frame in order of presentation.
     *
     * @param width of the frame as it is stored
     * @param height of the frame as it is stored
     */
    void add(long ptsUs, int width, int height) {
        int at = slot(count);
        times[at] = ptsUs;
        sizes[at] = (long) width << Integer.SIZE | height;
        distances[at] = count == 0 ? 0 : distance(slot(count - 1), at);
        count++;
        decide(count - 1 - LOOK_AHEAD);
    }

    /**
     * Decides the last frames with what there is.
     *
     * @return presentation times of all cuts, ascending
     */
    long[] finish() {
        for (long frame = Math.max(0, count - LOOK_AHEAD); frame < count; frame++) {
            decide(frame);
        }
        return Arrays.copyOf(cuts, cutCount);
    }

    private void decide(long frame) {
        if (frame >= firstJudged && (sparse ? farAway(frame) : standsOut(frame) && stays(frame))) {
            if (cutCount == cuts.length) {
                cuts = Arrays.copyOf(cuts, 2 * cutCount);
            }
            cuts[cutCount++] = times[slot(frame)];
        }
    }

    private float distance(int from, int to) {
        return sizes[from] == sizes[to]
                ? pictures[from].distance(pictures[to])
                : pictures[from].coarseDistance(pictures[to]);
    }

    private boolean farAway(long frame) {
        return distances[slot(frame)] >= LEAST_SPARSE_DISTANCE;
    }

    private boolean standsOut(long frame) {
        float distance = distances[slot(frame)];
        boolean resized = sizes[slot(frame)] != sizes[slot(frame - 1)];
        if (distance < (resized ? LEAST_RESIZED_DISTANCE : LEAST_DISTANCE)) {
            return false;
        }
        float sum = 0;
        int neighbours = 0;
        for (long i = Math.max(1, frame - LOOK_AHEAD);
                i <= Math.min(count - 1, frame + LOOK_AHEAD);
                i++) {
            if (i == frame) {
                continue;
            }
            if (distance < OVER_EACH_NEIGHBOUR * distances[slot(i)]) {
                return false;
            }
            sum += distances[slot(i)];
            neighbours++;
        }
        return neighbours == 0 || distance >= OVER_MEAN_NEIGHBOUR * sum / neighbours;
    }

    private boolean stays(long frame) {
        for (long i = frame + 1; i <= Math.min(count - 1, frame + LOOK_AHEAD); i++) {
            if (distance(slot(frame - 1), slot(i)) < STAYS_CHANGED * distances[slot(frame)]) {
                return false;
            }
        }
        return true;
    }

    private static int slot(long frame) {
        return (int) (frame % WINDOW);
    }
}

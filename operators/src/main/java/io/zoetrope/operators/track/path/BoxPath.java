package io.zoetrope.operators.track.path;

import io.zoetrope.domain.TimedBox;
import io.zoetrope.operators.track.BoxPathState;
import java.util.ArrayList;
import java.util.List;

/**
 * The boxes of one track over time, by as few corners as an error allows. Boxes are simplified by
 * pieces whose ends stay, each once, so the error does not add up; only if the corners become too
 * many are they simplified again, and the error grows by what that costs.
 */
public final class BoxPath {
    /** What a side may lie beside its box, as a share of the frame. */
    static final float ERROR = .005f;

    /** Bounds state and documents. */
    static final int MOST_BOXES = 256;

    private static final int PIECE = 128;

    /** Sides lie in [0,1]: a larger error leaves two corners. */
    private static final float MOST_ERROR = 4;

    private final List<TimedBox> kept;
    private final List<TimedBox> recent;
    private float error;

    BoxPath(BoxPathState from) {
        kept = new ArrayList<>(from.kept());
        recent = new ArrayList<>(from.recent());
        error = from.error();
    }

    public static BoxPath begin() {
        return new BoxPath(new BoxPathState(List.of(), List.of(), ERROR));
    }

    public BoxPathState state() {
        return new BoxPathState(List.copyOf(kept), List.copyOf(recent), error);
    }

    /**
     * @param box later than those before
     */
    void add(TimedBox box) {
        recent.add(box);
        if (recent.size() == PIECE) {
            settle();
        }
    }

    private void settle() {
        List<TimedBox> corners = PathCorners.of(recent, ERROR);
        kept.addAll(kept.isEmpty() ? corners : corners.subList(1, corners.size()));
        TimedBox last = recent.get(recent.size() - 1);
        recent.clear();
        recent.add(last);
        if (kept.size() > MOST_BOXES) {
            coarsen();
        }
    }

    /** Each time the error at least doubles, so it happens seldom and adds up to little more. */
    private void coarsen() {
        float step = error;
        List<TimedBox> fewer = PathCorners.of(kept, step);
        while (fewer.size() > MOST_BOXES / 2 && step < MOST_ERROR) {
            step *= 2;
            fewer = PathCorners.of(kept, step);
        }
        kept.clear();
        kept.addAll(fewer);
        error += step;
    }

    /**
     * The path as it is now: at most {@link #MOST_BOXES}, its first and last box among them.
     * Nothing more may be added.
     */
    List<TimedBox> finish() {
        if (!recent.isEmpty()) {
            settle();
        }
        return List.copyOf(kept);
    }

    /** How far a side may lie beside its box; grows with long paths that turn much. */
    float error() {
        return error;
    }
}

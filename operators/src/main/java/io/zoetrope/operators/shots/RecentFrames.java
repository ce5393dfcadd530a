package io.zoetrope.operators.shots;

import io.zoetrope.operators.shots.signature.SignedFrame;
import java.util.ArrayList;
import java.util.List;

/** The last frames of a video in order of media time, by index. For one thread. */
final class RecentFrames {
    /** Frames this few apart are near, however far apart in time. */
    static final int LEAST_NEAR = 2;

    private final ShotRules rules;
    private final List<SignedFrame> frames = new ArrayList<>();

    RecentFrames(ShotRules rules) {
        this.rules = rules;
    }

    int size() {
        return frames.size();
    }

    SignedFrame at(int at) {
        return frames.get(at);
    }

    void add(SignedFrame frame) {
        frames.add(frame);
    }

    void dropFirst(int count) {
        frames.subList(0, count).clear();
    }

    long ptsUs(int at) {
        return frames.get(at).ptsUs();
    }

    /** Distance to the frame before; 0 for what is not there. */
    double score(int at) {
        return at <= 0 || at >= frames.size() ? 0 : frames.get(at).score();
    }

    long apartUs(int one, int other) {
        return Math.abs(ptsUs(one) - ptsUs(other));
    }

    /** Whether no shot lies between them: none is so short. */
    boolean near(int one, int other) {
        return Math.abs(one - other) <= LEAST_NEAR || apartUs(one, other) <= rules.shortestUs();
    }

    /** Whether its neighbours lie too far away to say how the picture moves. */
    boolean sparse(int at) {
        boolean behind = at == 0 || apartUs(at - 1, at) > rules.sparseUs();
        return behind && (at + 1 == size() || apartUs(at, at + 1) > rules.sparseUs());
    }

    int firstNear(int at) {
        int first = at;
        while (first > 0 && near(first - 1, at)) {
            first--;
        }
        return first;
    }

    int lastNear(int at) {
        int last = at;
        while (last + 1 < size() && near(last + 1, at)) {
            last++;
        }
        return last;
    }

    /** The last frame at or before a time, or -1. */
    int lastUpTo(long us) {
        int from = 0;
        int to = size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ptsUs(middle) <= us) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    /** The time of the first frame at or behind another time, which lies before the last one's. */
    long firstFromUs(long us) {
        int before = lastUpTo(us - 1);
        return ptsUs(Math.min(before + 1, size() - 1));
    }
}

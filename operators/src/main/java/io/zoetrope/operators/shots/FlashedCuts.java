package io.zoetrope.operators.shots;

import io.zoetrope.operators.shots.signature.SignedFrame;

/**
 * Finds cuts that a flash covers: light comes at once and goes within a third of a second, and
 * behind it is something else. What is behind it is compared with how far the picture moved by
 * itself in as much time before it, not with the flash, of which all is far away.
 */
final class FlashedCuts {
    /** Steps of light, of 255. */
    private static final double LIGHTER = 18;

    private static final double LEAST_DISTANCE = 0.2;
    private static final double STANDS_OUT = 2.5;

    private final ShotRules rules;
    private final RecentFrames frames;

    FlashedCuts(ShotRules rules, RecentFrames frames) {
        this.rules = rules;
        this.frames = frames;
    }

    /** Whether a flash begins with that frame, and another picture is behind it. */
    boolean isCut(int at) {
        SignedFrame before = frames.at(at - 1);
        SignedFrame flash = frames.at(at);
        int last = frames.lastNear(at);
        SignedFrame behind = frames.at(last);
        if (flash.score() < rules.leastCut()
                || flash.light() < Math.max(before.light(), behind.light()) + LIGHTER) {
            return false;
        }
        SignedFrame earlier = frames.at(frames.firstNear(at - 1));
        double distance = behind.distance(before);
        return distance >= LEAST_DISTANCE
                && distance >= STANDS_OUT * before.distance(earlier)
                && !isBehind(before, at, last);
    }

    private boolean isBehind(SignedFrame before, int at, int last) {
        for (int behind = at; behind <= last; behind++) {
            if (frames.at(behind).isRelit(before)) {
                return true;
            }
        }
        return false;
    }
}

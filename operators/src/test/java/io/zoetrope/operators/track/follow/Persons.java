package io.zoetrope.operators.track.follow;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;

/** Persons of one size, where a test says. */
final class Persons {
    private Persons() {}

    static Detection person(double x, double y, float score) {
        return person(x, y, score, new Vector(null));
    }

    static Detection person(double x, double y, float score, Vector look) {
        float cx = (float) x;
        float cy = (float) y;
        Box box = new Box(cx - .025f, cy - .1f, cx + .025f, cy + .1f);
        return new Detection("person", score, box, look);
    }
}

package io.zoetrope.testing.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Deals scenes of the drawn world. The same seed deals the same scenes in the same order. For one
 * thread.
 */
public final class SceneDealer {
    /** A thing is only drawn if it stands out: summed difference of its colour channels. */
    private static final double LEAST_CONTRAST = 110;

    private static final double RADIUS_MIN = 0.13;
    private static final double RADIUS_MAX = 0.3;
    private static final double SPEED_MAX = 0.08;
    private static final double ASPECT = 16.0 / 9;
    private static final int TRIES = 60;

    private final Random random;

    public SceneDealer(long seed) {
        random = new Random(seed);
    }

    /** A scene with one to three things. */
    public Scene any() {
        Backdrop backdrop = pick(Backdrop.values());
        Colour colour = backdrop.coloured() ? pick(Colour.values()) : null;
        int wanted = 1 + random.nextInt(3);
        List<Thing> things = new ArrayList<>();
        for (int attempt = 0; attempt < TRIES && things.size() < wanted; attempt++) {
            Colour own = pick(Colour.values());
            if (own.rgb().distance(backdrop.mean(colour)) > LEAST_CONTRAST) {
                addWhereFree(things, pick(Kind.values()), own);
            }
        }
        return new Scene(backdrop, colour, List.copyOf(things), random.nextLong());
    }

    /** One thing of this kind and colour, large enough to be seen, moving. */
    public Scene of(Colour colour, Kind kind, Backdrop backdrop) {
        return of(colour, kind, backdrop, null);
    }

    /**
     * One thing of this kind and colour, large enough to be seen, moving.
     *
     * @param behind colour of the backdrop; null unless it takes one
     */
    public Scene of(Colour colour, Kind kind, Backdrop backdrop, Colour behind) {
        List<Thing> things = new ArrayList<>();
        addWhereFree(things, kind, colour);
        return new Scene(backdrop, behind, List.copyOf(things), random.nextLong());
    }

    /**
     * The same thing at another place, in another size and tilt, anywhere but before its own
     * colour.
     *
     * @param own seed of what this thing has different from others of its kind and colour
     */
    public Scene again(Kind kind, Colour colour, long own) {
        Backdrop backdrop = pick(Backdrop.values());
        Colour behind = null;
        while (backdrop.coloured() && (behind == null || behind == colour)) {
            behind = pick(Colour.values());
        }
        Scene dealt = of(colour, kind, backdrop, behind);
        Thing thing = dealt.things().get(0);
        return new Scene(backdrop, behind, List.of(thing.withSeed(own)), dealt.seed());
    }

    private void addWhereFree(List<Thing> things, Kind kind, Colour colour) {
        double top = things.isEmpty() ? RADIUS_MAX : 0.22;
        double radius = RADIUS_MIN + (top - RADIUS_MIN) * random.nextDouble();
        double x = between(0.9 * radius / ASPECT);
        double y = between(0.9 * radius);
        for (Thing other : things) {
            double apart = Math.max(Math.abs(x - other.x()) * ASPECT, Math.abs(y - other.y()));
            if (apart < radius + other.radius()) {
                return;
            }
        }
        things.add(
                new Thing(
                        kind,
                        colour,
                        x,
                        y,
                        radius,
                        SPEED_MAX * (2 * random.nextDouble() - 1),
                        SPEED_MAX / 2 * (2 * random.nextDouble() - 1),
                        0.14 * random.nextGaussian(),
                        0.88 + 0.22 * random.nextDouble(),
                        random.nextLong()));
    }

    private double between(double margin) {
        return margin + (1 - 2 * margin) * random.nextDouble();
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }
}

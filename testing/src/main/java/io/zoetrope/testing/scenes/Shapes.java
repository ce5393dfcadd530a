package io.zoetrope.testing.scenes;

import java.util.List;
import java.util.Random;

/** Every kind as polygons in the square [-1,1]², painted in order. */
final class Shapes {
    private Shapes() {}

    static List<Part> of(Kind kind, Random random) {
        return switch (kind) {
            case CIRCLE -> Signs.circle(random);
            case SQUARE -> Signs.square(random);
            case TRIANGLE -> Signs.triangle(random);
            case STAR -> Signs.star(random);
            case RING -> Signs.ring(random);
            case CROSS -> Signs.cross(random);
            case HEART -> Signs.heart();
            case ARROW -> Signs.arrow(random);
            case SUN -> Signs.sun();
            case MOON -> Signs.moon(random);
            case CAR -> Figures.car(random);
            case PERSON -> Figures.person(random);
            case HOUSE -> Figures.house();
            case TREE -> Figures.tree(random);
            case BOAT -> Figures.boat(random);
            case FISH -> Figures.fish(random);
            case FLOWER -> Figures.flower(random);
            case CAT -> Figures.cat();
        };
    }
}

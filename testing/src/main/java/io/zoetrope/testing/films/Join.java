package io.zoetrope.testing.films;

import java.util.List;
import java.util.Random;

/** How one shot takes the place of the one before. */
enum Join {
    /** To other footage, at once. */
    CUT("cut", "cut"),
    /** To the same footage at another time, or from nearer. */
    LIKE("cut", "like"),
    /** Short shots, each less than a second after the last. */
    NEAR("cut", "near"),
    DISSOLVE("dissolve", "dissolve"),
    /** Between two pictures of the same footage. */
    LIKE_DISSOLVE("dissolve", "like-dissolve"),
    WIPE("dissolve", "wipe"),
    BLACK("fade", "black"),
    WHITE("fade", "white"),
    /** A dissolve of two to five frames. */
    SOFT("dissolve", "soft"),
    /** The one picture pushes the other out. */
    PUSH("dissolve", "push"),
    /** White for three frames, and behind it something else. */
    FLASHED("cut", "flashed");

    /** Those that films of the first list do not have, among usual ones. */
    static final List<Join> OTHERS =
            List.of(CUT, CUT, CUT, LIKE, NEAR, SOFT, SOFT, PUSH, FLASHED, DISSOLVE);

    private final String transition;
    private final String label;

    Join(String transition, String label) {
        this.transition = transition;
        this.label = label;
    }

    /** As the detector calls it. */
    String transition() {
        return transition;
    }

    String label() {
        return label;
    }

    /** How long it takes; 0 if it is a cut. */
    int frames(Random random) {
        return switch (this) {
            case CUT, LIKE, NEAR, FLASHED -> 0;
            case SOFT -> 2 + random.nextInt(4);
            case PUSH -> 8 + random.nextInt(13);
            default -> 6 + random.nextInt(55);
        };
    }

    boolean staysWithFootage() {
        return this == LIKE || this == LIKE_DISSOLVE;
    }
}

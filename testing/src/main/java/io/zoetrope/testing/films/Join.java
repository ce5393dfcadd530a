package io.zoetrope.testing.films;

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
    WHITE("fade", "white");

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

    boolean takesTime() {
        return !transition.equals("cut");
    }

    boolean staysWithFootage() {
        return this == LIKE || this == LIKE_DISSOLVE;
    }
}

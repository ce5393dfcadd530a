package io.zoetrope.operators.order;

/**
 * Which lives of an id are over, so that what still comes of them changes nothing. Held in state:
 * components may be added, none moved or taken away.
 *
 * @param overBelow generations below this one are over
 * @param removedBelow generations below this one were removed, pictures and all; 0 if none was
 */
public record PastLives(long overBelow, long removedBelow) {
    static final PastLives NONE = new PastLives(0, 0);

    boolean isOver(long generation) {
        return generation < overBelow;
    }

    boolean isRemoved(long generation) {
        return generation < removedBelow;
    }

    PastLives ended(long generation) {
        return new PastLives(Math.max(overBelow, generation + 1), removedBelow);
    }

    PastLives removed(long generation) {
        return new PastLives(Math.max(overBelow, generation), Math.max(removedBelow, generation));
    }
}

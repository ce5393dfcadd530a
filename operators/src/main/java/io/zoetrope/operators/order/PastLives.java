package io.zoetrope.operators.order;

/**
 * Which lives of an id are over, so that what still comes of them changes nothing. Held in state:
 * components may be added, none moved or taken away.
 *
 * @param overBelow generations below this one are over
 * @param removedBelow generations below this one were removed, pictures and all; 0 if none was
 * @param ended the newest life that came to its end; 0 if none did
 * @param endedAt its last segment
 * @param followed whether segments of what was removed may have come after it, and pictures with
 *     them
 */
public record PastLives(
        long overBelow, long removedBelow, long ended, int endedAt, boolean followed) {
    static final PastLives NONE = new PastLives(0, 0, 0, -1, false);

    boolean isOver(long generation) {
        return generation < overBelow;
    }

    boolean isRemoved(long generation) {
        return generation < removedBelow;
    }

    /** The last segment of a life that is over; -1 if that is not known or there was none. */
    int lastOf(long generation) {
        return generation == ended ? endedAt : -1;
    }

    /**
     * @param last its last segment, or -1
     */
    PastLives ended(long generation, int last) {
        return new PastLives(
                Math.max(overBelow, generation + 1), removedBelow, generation, last, followed);
    }

    /**
     * @param mayFollow whether segments of it may be on their way
     */
    PastLives removed(long generation, boolean mayFollow) {
        return new PastLives(
                Math.max(overBelow, generation),
                Math.max(removedBelow, generation),
                ended,
                endedAt,
                followed || mayFollow);
    }
}

package io.zoetrope.operators.compose;

/**
 * What is said, or to be read, from one time to another. Held in state.
 *
 * @param endUs {@link #OPEN} if it is still to be seen as far as is known
 */
public record Words(long startUs, long endUs, String text) {
    static final long OPEN = Long.MAX_VALUE;

    Words until(long us) {
        return endUs == OPEN ? new Words(startUs, us, text) : this;
    }

    Words goingOn() {
        return new Words(startUs, OPEN, text);
    }

    boolean overlaps(long fromUs, long toUs) {
        return startUs < toUs && endUs > fromUs;
    }
}

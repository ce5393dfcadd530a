package io.zoetrope.domain;

/**
 * Where something is at one time.
 *
 * @param ptsUs media time
 */
public record TimedBox(long ptsUs, Box box) {
    private static final Box NOWHERE = new Box(0, 0, 0, 0);

    public TimedBox {
        box = box == null ? NOWHERE : box;
    }
}

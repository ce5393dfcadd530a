package io.zoetrope.operators.observe;

/**
 * Where the camera's motion took what was in a picture by the next one that the detector saw:
 * {@code x' = xx x + xy y + dx}, {@code y' = yx x + yy y + dy}, in [0,1] of the displayed frame.
 * Held in state: components may be added, none moved or taken away.
 */
public record SeenMotion(float xx, float xy, float yx, float yy, float dx, float dy) {
    /** Nobody looked, or too little was seen. */
    public static final SeenMotion UNKNOWN = new SeenMotion(0, 0, 0, 0, 0, 0);

    public boolean isKnown() {
        return xx != 0 || xy != 0 || yx != 0 || yy != 0;
    }
}

package io.zoetrope.domain.picture;

/**
 * The picture that a model takes: packed RGB, uint8, rows top to bottom, {@code width * height * 3}
 * bytes.
 *
 * @param fit how a displayed frame of another aspect is brought to this size
 * @param pad grey level 0..255 around a letterboxed picture
 */
public record FrameShape(int width, int height, Fit fit, int pad) implements java.io.Serializable {
    /** How a picture of another aspect is fitted. */
    public enum Fit {
        /** Both axes scaled on their own. */
        STRETCH,
        /** Scaled to cover, the middle kept. */
        CENTER_CROP,
        /** Scaled to fit, centred, padded. */
        LETTERBOX
    }

    public int bytes() {
        return width * height * 3;
    }
}

package io.zoetrope.models.text;

/**
 * A picture that may have writing on it.
 *
 * @param rgb packed RGB, {@code width * height * 3} bytes; shared, never changed
 */
public record Page(byte[] rgb, int width, int height) {
    /**
     * @throws IllegalArgumentException if the bytes are not those of such a picture
     */
    public Page {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "no " + width + "x" + height + " RGB picture: " + rgb.length + " bytes");
        }
    }
}

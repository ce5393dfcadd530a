package io.zoetrope.media;

import java.util.List;

/**
 * A picture of a frame: packed RGB, uint8, rows top to bottom, {@code width * height * 3} bytes.
 *
 * @param names of those who asked for it; whoever wants the same shape of the same frame shares it
 * @param large whether it is the second, larger picture of the whole displayed frame
 * @param rgb shared, never changed
 */
public record FramePicture(List<String> names, boolean large, int width, int height, byte[] rgb) {
    /** At the size that a model takes. */
    public static FramePicture of(List<String> names, int width, int height, byte[] rgb) {
        return new FramePicture(names, false, width, height, rgb);
    }

    /** Of the whole displayed frame. */
    public static FramePicture large(List<String> names, int width, int height, byte[] rgb) {
        return new FramePicture(names, true, width, height, rgb);
    }
}

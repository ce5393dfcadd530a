package io.zoetrope.testing.clips;

import java.awt.image.BufferedImage;

/** What a shot shows. For one thread. */
@FunctionalInterface
public interface Pictures {
    /**
     * Paints one frame over all of the canvas.
     *
     * @param canvas {@link BufferedImage#TYPE_3BYTE_BGR}
     * @param frame counts from 0 at the start of the clip
     * @param seconds since the start of the shot
     */
    void paint(BufferedImage canvas, int frame, double seconds);
}

package io.zoetrope.testing.films;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * One shot of a film.
 *
 * @param first frame of the film; of a join that takes time, the one in its middle
 * @param join with the shot before; null for the first
 * @param joinFrames how long the join takes; 0 if it is a cut
 * @param offsetSeconds where in the footage its first frame stands
 * @param speed of the footage
 * @param camera what is done with it
 * @param event frame at which the camera or the light does it
 * @param nearness part of the picture that is seen, 1 for all
 */
record Take(
        Footage footage,
        int first,
        Join join,
        int joinFrames,
        double offsetSeconds,
        double speed,
        Camera camera,
        int event,
        double nearness) {
    /** What may look like a cut and is none. */
    enum Camera {
        STILL,
        ZOOM,
        SHAKE,
        WHIP,
        FLASH,
        LIGHT
    }

    private static final int WHIP_FRAMES = 7;
    private static final int FLASH_FRAMES = 2;

    void paint(BufferedImage canvas, int frame, double fps) {
        BufferedImage whole = footage.at(offsetSeconds + (frame - first) / fps * speed);
        double seen = nearness;
        double right = 0.5;
        double down = 0.5;
        if (camera == Camera.ZOOM) {
            seen *= Math.max(0.4, 1 - 0.004 * (frame - first));
        } else if (camera == Camera.SHAKE) {
            Random random = new Random(31L * frame + first);
            seen *= 0.9;
            right += 0.5 * (random.nextDouble() - 0.5);
            down += 0.5 * (random.nextDouble() - 0.5);
        } else if (camera == Camera.WHIP) {
            seen *= 0.4;
            right = Math.max(0, Math.min(WHIP_FRAMES, frame - event)) / (double) WHIP_FRAMES;
        }
        int width = (int) (whole.getWidth() * seen);
        int height = Math.min(whole.getHeight(), width * canvas.getHeight() / canvas.getWidth());
        int x = (int) ((whole.getWidth() - width) * right);
        int y = (int) ((whole.getHeight() - height) * down);
        Graphics2D g = canvas.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(
                whole,
                0,
                0,
                canvas.getWidth(),
                canvas.getHeight(),
                x,
                y,
                x + width,
                y + height,
                null);
        g.dispose();
        if (camera == Camera.FLASH && frame >= event && frame < event + FLASH_FRAMES) {
            Veil.WHITE.over(canvas, 0.75);
        } else if (camera == Camera.LIGHT && frame >= event) {
            Veil.BLACK.over(canvas, Math.min(0.45, 0.06 * (frame - event + 1)));
        }
    }

    /** Length of the event in frames. */
    int eventFrames() {
        return switch (camera) {
            case WHIP -> WHIP_FRAMES;
            case FLASH -> FLASH_FRAMES;
            case LIGHT -> 10;
            default -> 0;
        };
    }
}

package io.zoetrope.testing.films;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

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
    void paint(BufferedImage canvas, int frame, double fps) {
        BufferedImage whole = footage.at(offsetSeconds + (frame - first) / fps * speed);
        int exposures = camera.exposures(frame - event);
        for (int i = 0; i < exposures; i++) {
            Camera.View from = camera.view(frame - first, frame - event, first);
            Camera.View to = camera.view(frame - first, frame - event + 1, first);
            double right = from.right() + (to.right() - from.right()) * i / exposures;
            // Each so much less of the whole that all weigh the same.
            expose(canvas, whole, new Camera.View(from.seen(), right, from.down()), 1. / (i + 1));
        }
        camera.over(canvas, frame - event);
    }

    private void expose(BufferedImage canvas, BufferedImage whole, Camera.View view, double part) {
        double seen = nearness * view.seen();
        int width = (int) (whole.getWidth() * seen);
        int height = Math.min(whole.getHeight(), width * canvas.getHeight() / canvas.getWidth());
        int x = (int) ((whole.getWidth() - width) * within(view.right()));
        int y = (int) ((whole.getHeight() - height) * within(view.down()));
        Graphics2D g = canvas.createGraphics();
        g.setComposite(AlphaComposite.SrcOver.derive((float) part));
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
    }

    private static double within(double share) {
        return Math.max(0, Math.min(1, share));
    }
}

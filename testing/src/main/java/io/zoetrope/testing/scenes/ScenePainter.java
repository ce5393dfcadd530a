package io.zoetrope.testing.scenes;

import io.zoetrope.testing.clips.Pictures;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Paints a scene as it moves. The backdrop is painted once, square and small, and then stretched:
 * so the models saw it in training. For one thread.
 */
public final class ScenePainter implements Pictures {
    private static final int BACKDROP_SIDE = 256;
    private static final Color EDGE = new Color(15, 15, 15);

    /** Kinds that may have a dark edge. */
    private static final Set<Kind> EDGED =
            EnumSet.of(
                    Kind.CIRCLE,
                    Kind.SQUARE,
                    Kind.TRIANGLE,
                    Kind.STAR,
                    Kind.HEART,
                    Kind.ARROW,
                    Kind.FISH);

    private final Scene scene;
    private final BufferedImage backdrop;
    private BufferedImage stretched;

    public ScenePainter(Scene scene) {
        this.scene = scene;
        this.backdrop = backdrop(scene);
    }

    @Override
    public void paint(BufferedImage canvas, int frame, double seconds) {
        Graphics2D g = canvas.createGraphics();
        try {
            g.drawImage(stretched(canvas), 0, 0, null);
            smooth(g);
            for (Thing thing : scene.things()) {
                paint(g, thing, canvas.getWidth(), canvas.getHeight(), seconds);
            }
        } finally {
            g.dispose();
        }
    }

    private static void paint(Graphics2D g, Thing thing, int width, int height, double seconds) {
        Random random = new Random(thing.seed());
        Rgb main = thing.colour().rgb().jittered(random);
        boolean edged = EDGED.contains(thing.kind()) && random.nextDouble() < 0.25;
        List<Part> parts = Shapes.of(thing.kind(), random);
        double radius = thing.radius() * height;
        double aspect = (double) width / height;
        AffineTransform place = new AffineTransform();
        place.translate(thing.xAt(seconds, aspect) * width, thing.yAt(seconds) * height);
        place.rotate(thing.turn());
        place.scale(thing.stretch() * radius, radius);
        for (Part part : parts) {
            Path2D outline = outline(part);
            outline.transform(place);
            g.setColor(part.ink().of(main).awt());
            g.fill(outline);
            if (edged) {
                g.setColor(EDGE);
                g.setStroke(new BasicStroke(height / 180f));
                g.draw(outline);
            }
        }
    }

    private static Path2D outline(Part part) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        path.moveTo(part.x()[0], part.y()[0]);
        for (int i = 1; i < part.x().length; i++) {
            path.lineTo(part.x()[i], part.y()[i]);
        }
        path.closePath();
        return path;
    }

    private BufferedImage stretched(BufferedImage canvas) {
        int width = canvas.getWidth();
        int height = canvas.getHeight();
        if (stretched == null || stretched.getWidth() != width || stretched.getHeight() != height) {
            stretched = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D g = stretched.createGraphics();
            smooth(g);
            g.drawImage(backdrop, 0, 0, width, height, null);
            g.dispose();
        }
        return stretched;
    }

    private static BufferedImage backdrop(Scene scene) {
        int side = BACKDROP_SIDE;
        Random random = new Random(scene.seed());
        Surfaces.Paint paint =
                scene.backdrop().coloured()
                        ? Surfaces.of(scene.backdrop(), scene.colour(), side, random)
                        : Places.of(scene.backdrop(), side, random);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double across = x / (side - 1.0);
                double down = y / (side - 1.0);
                image.setRGB(x, y, paint.at(across, down, x, y).packed());
            }
        }
        return image;
    }

    private static void smooth(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    }
}

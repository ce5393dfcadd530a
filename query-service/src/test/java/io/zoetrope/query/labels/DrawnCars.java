package io.zoetrope.query.labels;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.models.runtime.detect.ObjectDetector;
import io.zoetrope.testing.scenes.Colour;
import io.zoetrope.testing.scenes.Kind;
import io.zoetrope.testing.scenes.Scene;
import io.zoetrope.testing.scenes.SceneDealer;
import io.zoetrope.testing.scenes.ScenePainter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Cars that are drawn again and again, each in other scenes, as a detector sees them. */
final class DrawnCars {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final double SECONDS_APART = .2;
    private static final Color BORDER = new Color(114, 114, 114);

    /** One car in one scene: the mean of how it looks, as a track has it. */
    record Seen(int car, Vector looks) {}

    private DrawnCars() {}

    /**
     * @param colours a car of each
     * @param sightings of each car; fewer if the detector misses some
     * @param pictures of each sighting
     */
    static List<Seen> seen(
            ObjectDetector detector, long seed, List<Colour> colours, int sightings, int pictures) {
        Random random = new Random(seed);
        List<Seen> seen = new ArrayList<>();
        for (int car = 0; car < colours.size(); car++) {
            long own = random.nextLong();
            for (int i = 0; i < sightings; i++) {
                SceneDealer dealer = new SceneDealer(random.nextLong());
                Scene scene = dealer.again(Kind.CAR, colours.get(car), own);
                int number = car;
                looks(detector, scene, pictures).ifPresent(v -> seen.add(new Seen(number, v)));
            }
        }
        return seen;
    }

    private static Optional<Vector> looks(ObjectDetector detector, Scene scene, int pictures) {
        ScenePainter painter = new ScenePainter(scene);
        float[] sum = null;
        for (int i = 0; i < pictures; i++) {
            BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
            painter.paint(frame, i, i * SECONDS_APART);
            Picture picture = new Picture(letterboxed(frame, detector), WIDTH, HEIGHT);
            Optional<Detection> best =
                    detector.detect(List.of(picture)).get(0).stream()
                            .filter(found -> found.label().equals("car"))
                            .max(Comparator.comparingDouble(Detection::score));
            if (best.isPresent()) {
                float[] values = best.get().appearance().values();
                sum = sum == null ? new float[values.length] : sum;
                for (int at = 0; at < values.length; at++) {
                    sum[at] += values[at];
                }
            }
        }
        return Optional.ofNullable(sum).map(DrawnCars::normalised);
    }

    private static Vector normalised(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= (float) Math.sqrt(squares);
        }
        return new Vector(values);
    }

    private static byte[] letterboxed(BufferedImage frame, ObjectDetector detector) {
        int side = detector.shape().width();
        int high = side * HEIGHT / WIDTH;
        BufferedImage small = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = small.createGraphics();
        g.setColor(BORDER);
        g.fillRect(0, 0, side, side);
        Image scaled = frame.getScaledInstance(side, high, Image.SCALE_AREA_AVERAGING);
        g.drawImage(scaled, 0, (side - high) / 2, null);
        g.dispose();
        byte[] rgb = new byte[side * side * 3];
        for (int at = 0; at < side * side; at++) {
            int colour = small.getRGB(at % side, at / side);
            rgb[3 * at] = (byte) (colour >> 16);
            rgb[3 * at + 1] = (byte) (colour >> 8);
            rgb[3 * at + 2] = (byte) colour;
        }
        return rgb;
    }
}

package io.zoetrope.query;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.embed.QueryEncoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** A space in which each known word is an axis; a picture lies at its brightest colour. */
public final class TestingQueryEncoder implements QueryEncoder {
    public static final int DIMENSION = 16;
    public static final ModelRef MODEL = new ModelRef("testing", "1");

    private static final List<String> WORDS =
            List.of("red", "green", "blue", "car", "boat", "cat", "night", "sea", "grass");
    private static final int OTHER = DIMENSION - 1;

    /** How often a text was embedded. */
    public final AtomicInteger embedded = new AtomicInteger();

    @Override
    public Vector text(String text) {
        embedded.incrementAndGet();
        return vector(text);
    }

    public static Vector vector(String text) {
        float[] values = new float[DIMENSION];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            values[WORDS.contains(word) ? WORDS.indexOf(word) : OTHER] += 1;
        }
        // Signs alone are no word, and no vector of length 0 either.
        values[OTHER] += text.matches("\\W*") ? 1 : 0;
        return normalised(values);
    }

    @Override
    public Vector image(byte[] bytes) throws RejectedInput {
        BufferedImage image = decode(bytes);
        float[] values = new float[DIMENSION];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                values[0] += rgb >> 16 & 255;
                values[1] += rgb >> 8 & 255;
                values[2] += rgb & 255;
            }
        }
        return normalised(values);
    }

    private static BufferedImage decode(byte[] bytes) throws RejectedInput {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
            if (image != null) {
                return image;
            }
        } catch (IOException e) {
            throw new RejectedInput(
                    Reason.NOT_A_PICTURE, "the bytes are no JPEG or PNG picture", e);
        }
        throw new RejectedInput(Reason.NOT_A_PICTURE, "the bytes are no JPEG or PNG picture");
    }

    private static Vector normalised(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value * value;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= (float) Math.sqrt(sum);
        }
        return new Vector(values);
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public ModelRef model() {
        return MODEL;
    }

    @Override
    public String provider() {
        return "cpu";
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("testing.embedded", embedded, AtomicInteger::get)
                .register(registry);
    }

    @Override
    public void close() {}
}

package io.zoetrope.operators.observe.analysers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.media.Sampling;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.observe.AnalyserInput;
import io.zoetrope.operators.observe.LargePicture;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.TestingSentences;
import io.zoetrope.operators.text.SeenText;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled models behind the analyser's face. */
class TextAnalyserTest {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;

    private static final TextAnalyser ANALYSER =
            new TextAnalyser(
                    PlannedReader.find(
                            List.of(),
                            ModelCatalog.DEFAULT_TEXT_DETECTOR,
                            ModelCatalog.DEFAULT_TEXT_RECOGNIZER,
                            RuntimeOptions.CPU),
                    new TestingSentences(),
                    Sampling.settled(1_000_000, 10_000_000));

    @BeforeAll
    static void open() {
        ANALYSER.open();
    }

    @AfterAll
    static void close() {
        ANALYSER.close();
    }

    @Test
    void asksForTheLargePictureOfFramesInWhichSomethingHolds() {
        assertThat(ANALYSER.spec().name()).isEqualTo("text");
        assertThat(ANALYSER.spec().largeSide()).isEqualTo(960);
        assertThat(ANALYSER.spec().sampling().settledOnly()).isTrue();
        assertThat(ANALYSER.engines()).hasSize(1);
    }

    @Test
    void saysWhatIsWrittenWhereAndWhatItMeans() throws Exception {
        BufferedImage picture = page();
        Graphics2D graphics = pen(picture, 40);
        graphics.drawString("Platform 9", 96, 270);
        graphics.drawString("to Edinburgh", 96, 315);
        graphics.dispose();

        Observation seen = read(picture);

        assertThat(seen.texts()).hasSize(1);
        SeenText text = seen.texts().get(0);
        assertThat(text.text()).isEqualTo("Platform 9 to Edinburgh");
        assertThat(text.vector().values()).containsExactly(text.text().length());
        assertThat(text.box().x0()).isCloseTo(0.1f, within(0.02f));
        assertThat(seen.passedOver()).isZero();
    }

    @Test
    void aPageOfTwoThousandWordsIsBoundedAndCounted() throws Exception {
        BufferedImage picture = page();
        Graphics2D graphics = pen(picture, 9);
        for (int i = 0; i < 2000; i++) {
            graphics.drawString("no" + i % 10, 4 + i % 40 * 24, 10 + i / 40 * 10.6f);
        }
        graphics.dispose();

        Observation seen = read(picture);

        assertThat(seen.texts().size()).isBetween(1, TextAnalyser.MAX_BLOCKS);
        assertThat(seen.texts())
                .allSatisfy(t -> assertThat(t.text()).hasSizeLessThan(TextAnalyser.MAX_CHARS + 1));
        assertThat(seen.passedOver()).as("%d blocks", seen.texts().size()).isPositive();
    }

    private static Observation read(BufferedImage picture) throws Exception {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int pixel = picture.getRGB(i % WIDTH, i / WIDTH);
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        LargePicture large = new LargePicture(WIDTH, HEIGHT, rgb);
        return ANALYSER.observe(new AnalyserInput(0, 1920, 1080, new byte[12], large)).join();
    }

    private static BufferedImage page() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        return picture;
    }

    private static Graphics2D pen(BufferedImage picture, int size) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        return graphics;
    }
}

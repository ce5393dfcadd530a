package io.zoetrope.query.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The bundled encoder: texts and pictures in one space. */
class ModelQueryEncoderTest {
    private static final QueryServiceOptions.Encoding BUNDLED =
            QueryServiceOptions.of(Map.of()).encoding();

    @Test
    void picturesLieNearTheirWords() throws IOException, RejectedInput {
        try (ModelQueryEncoder encoder = ModelQueryEncoder.open(BUNDLED)) {
            Vector picture = encoder.image(redDisc());
            assertThat(picture.dimension()).isEqualTo(encoder.dimension());
            assertThat(picture.dot(picture)).isCloseTo(1f, within(1e-3f));
            assertThat(picture.dot(encoder.text("a red circle")))
                    .isGreaterThan(picture.dot(encoder.text("a blue car")));
            assertThat(encoder.provider()).isEqualTo("cpu");
        }
    }

    @Test
    void tellsWhereItRunsAndHowLongQueriesWaited() throws IOException, RejectedInput {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        try (ModelQueryEncoder encoder = ModelQueryEncoder.open(BUNDLED)) {
            encoder.bindTo(metrics);
            encoder.text("a red circle");
            encoder.text("a blue car");
            encoder.image(redDisc());
            assertThat(count(metrics, "text", encoder)).isEqualTo(2);
            assertThat(count(metrics, "image", encoder)).isEqualTo(1);
        }
    }

    private static double count(MeterRegistry metrics, String kind, ModelQueryEncoder encoder) {
        return metrics.get("zoetrope.query.engine.queue")
                .tags("kind", kind, "model", encoder.model().id(), "provider", "cpu")
                .functionTimer()
                .count();
    }

    @Test
    void queriesOfManyThreadsGetTheirOwnAnswers() {
        try (ModelQueryEncoder encoder = ModelQueryEncoder.open(BUNDLED)) {
            List<String> colours = List.of("red", "green", "blue", "yellow");
            List<Vector> alone =
                    colours.stream().map(c -> encoder.text("a " + c + " car")).toList();
            List<Integer> wrong =
                    IntStream.range(0, 400)
                            .parallel()
                            .filter(
                                    i ->
                                            encoder.text("a " + colours.get(i % 4) + " car")
                                                            .dot(alone.get(i % 4))
                                                    < 0.9999f)
                            .boxed()
                            .toList();
            assertThat(wrong).isEmpty();
        }
    }

    @Test
    void whatIsNoPictureIsRejected() {
        try (ModelQueryEncoder encoder = ModelQueryEncoder.open(BUNDLED)) {
            byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> encoder.image(text)).isInstanceOf(RejectedInput.class);
        }
    }

    @Test
    void anUnknownEncoderIsNamed() {
        QueryServiceOptions options = QueryServiceOptions.of(Map.of(QueryOption.ENCODER, "nobody"));
        assertThatThrownBy(() -> ModelQueryEncoder.open(options.encoding()))
                .hasMessageContaining("nobody");
    }

    private static byte[] redDisc() throws IOException {
        BufferedImage image = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 128, 128);
        graphics.setColor(Color.RED);
        graphics.fillOval(34, 34, 60, 60);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}

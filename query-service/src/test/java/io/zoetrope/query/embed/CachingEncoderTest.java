package io.zoetrope.query.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.options.QueryServiceOptions.Cache;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CachingEncoderTest {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final AtomicLong now = new AtomicLong();
    private final TestingQueryEncoder encoder = new TestingQueryEncoder();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void remembersTexts() {
        try (CachingEncoder caching = new CachingEncoder(encoder, cache(10))) {
            assertThat(caching.text("red")).isEqualTo(caching.text("red"));
            assertThat(encoder.embedded).hasValue(1);
            double hits =
                    metrics.get("cache.gets")
                            .tag("result", "hit")
                            .tag("cache", "zoetrope.query.embedding")
                            .functionCounter()
                            .count();
            assertThat(hits).isEqualTo(1);
            assertThat(metrics.get("zoetrope.query.embed").tag("kind", "text").timer().count())
                    .isEqualTo(1);
        }
    }

    @Test
    void remembersPicturesByWhatTheyHold() throws Exception {
        try (CachingEncoder caching = new CachingEncoder(encoder, cache(10))) {
            Vector red = caching.image(png(Color.RED));
            assertThat(caching.image(png(Color.RED))).isEqualTo(red);
            assertThat(caching.image(png(Color.BLUE))).isNotEqualTo(red);
            assertThat(metrics.get("zoetrope.query.embed").tag("kind", "image").timer().count())
                    .isEqualTo(2);
        }
    }

    private static byte[] png(Color color) throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, 4, 4);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private VectorCache cache(int size) {
        return new VectorCache(new Cache(size, KEPT), metrics, now::get);
    }

    @Test
    void forgetsWhatNobodyAsksForAnyMore() {
        try (CachingEncoder caching = new CachingEncoder(encoder, cache(10))) {
            caching.text("red");
            now.addAndGet(KEPT.toNanos() - 1);
            caching.text("red");
            now.addAndGet(KEPT.toNanos() - 1);
            caching.text("red");
            assertThat(encoder.embedded).as("asked for again in time").hasValue(1);
            now.addAndGet(KEPT.toNanos());
            caching.text("red");
            assertThat(encoder.embedded).hasValue(2);
        }
    }

    @Test
    void canBeOff() {
        try (CachingEncoder caching = new CachingEncoder(encoder, cache(0))) {
            assertThat(caching.text("red")).isEqualTo(caching.text("red"));
            assertThat(encoder.embedded).hasValue(2);
        }
    }

    @Test
    void doesNotKeepLongTexts() {
        try (CachingEncoder caching = new CachingEncoder(encoder, cache(10))) {
            String longText = "red ".repeat(500);
            assertThat(caching.text(longText)).isEqualTo(caching.text(longText));
            assertThat(encoder.embedded).hasValue(2);
        }
    }
}

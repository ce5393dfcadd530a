package io.zoetrope.query.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.query.TestingQueryEncoder;
import org.junit.jupiter.api.Test;

class CachingEncoderTest {
    private final TestingQueryEncoder encoder = new TestingQueryEncoder();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void remembersTexts() {
        try (CachingEncoder caching = new CachingEncoder(encoder, 10, metrics)) {
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
    void canBeOff() {
        try (CachingEncoder caching = new CachingEncoder(encoder, 0, metrics)) {
            assertThat(caching.text("red")).isEqualTo(caching.text("red"));
            assertThat(encoder.embedded).hasValue(2);
        }
    }

    @Test
    void doesNotKeepLongTexts() {
        try (CachingEncoder caching = new CachingEncoder(encoder, 10, metrics)) {
            String longText = "red ".repeat(500);
            assertThat(caching.text(longText)).isEqualTo(caching.text(longText));
            assertThat(encoder.embedded).hasValue(2);
        }
    }
}

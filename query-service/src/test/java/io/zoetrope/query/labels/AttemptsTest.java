package io.zoetrope.query.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Hand clock = new Hand();
    private final Attempts attempts = new Attempts(metrics, clock);

    private static final class Hand extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private boolean fail(String id) {
        return attempts.at(
                "label",
                id,
                () -> {
                    throw new IOException("not now");
                });
    }

    @Test
    void whatFailsIsLeftAloneForLongerAndLonger() {
        Duration pause = Attempts.FIRST;
        for (int times = 1; times <= 10; times++) {
            assertThat(attempts.isDue("a")).isTrue();
            assertThat(fail("a")).isFalse();
            clock.now = clock.now.plus(pause).minusMillis(1);
            assertThat(attempts.isDue("a")).as("after %d failures", times).isFalse();
            assertThat(attempts.isDue("b")).as("another is not held up").isTrue();
            clock.now = clock.now.plusMillis(1);
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(Attempts.LAST) > 0 ? Attempts.LAST : twice;
        }
        assertThat(pause).isEqualTo(Attempts.LAST);
        assertThat(metrics.get("zoetrope.query.labels.failed").tag("what", "label").counter())
                .satisfies(counter -> assertThat(counter.count()).isEqualTo(10));
    }

    @Test
    void whatSucceedsBeginsAnew() {
        fail("a");
        fail("a");
        assertThat(attempts.at("label", "a", () -> {})).isTrue();
        assertThat(attempts.isDue("a")).isTrue();
        fail("a");
        clock.now = clock.now.plus(Attempts.FIRST);
        assertThat(attempts.isDue("a")).isTrue();
    }
}

package io.zoetrope.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoreBreakersTest {
    private static final IOException REFUSED = new IOException("refused");

    private final AtomicLong nowMs = new AtomicLong(1_000_000);
    private final StoreBreakers breakers = new StoreBreakers(nowMs::get);

    @Test
    void opensAfterFailuresInARowAndAsksOnceNowAndThen() {
        fail("a", StoreBreakers.FAILURES);
        assertThat(breakers.isDown("a")).isTrue();
        assertThat(breakers.down()).isEqualTo(1);
        assertThat(breakers.mayAsk("a")).isFalse();

        nowMs.addAndGet(5_001);
        assertThat(breakers.mayAsk("a")).isTrue();
        assertThat(breakers.mayAsk("a")).isFalse();
        breakers.failed("a", REFUSED);

        nowMs.addAndGet(5_001);
        assertThat(breakers.mayAsk("a")).as("the pause grows").isFalse();
        nowMs.addAndGet(5_001);
        assertThat(breakers.mayAsk("a")).isTrue();
        breakers.answered("a");
        assertThat(breakers.isDown("a")).isFalse();
        assertThat(breakers.mayAsk("a")).isTrue();
    }

    @Test
    void anAnswerBetweenFailuresKeepsItClosed() {
        for (int i = 0; i < 20; i++) {
            fail("a", StoreBreakers.FAILURES - 1);
            breakers.answered("a");
        }
        assertThat(breakers.isDown("a")).isFalse();
    }

    @Test
    void storesAreApart() {
        fail("a", StoreBreakers.FAILURES);
        assertThat(breakers.mayAsk("b")).isTrue();
        assertThat(breakers.isDown("b")).isFalse();
    }

    @Test
    void saysWhetherAStoreAnsweredSince() {
        assertThat(breakers.answeredSince("a", 0)).isFalse();
        breakers.answered("a");
        assertThat(breakers.answeredSince("a", nowMs.get() - 1)).isTrue();
        assertThat(breakers.answeredSince("a", nowMs.get())).isFalse();
    }

    private void fail(String store, int times) {
        for (int i = 0; i < times; i++) {
            breakers.mayAsk(store);
            breakers.failed(store, REFUSED);
        }
    }
}

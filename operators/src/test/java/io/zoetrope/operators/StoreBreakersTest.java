package io.zoetrope.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoreBreakersTest {
    private static final String REFUSED = "refused";

    private static final long TRIAL_MS = 60_000;

    private final AtomicLong nowMs = new AtomicLong(1_000_000);
    private final StoreBreakers breakers = new StoreBreakers(nowMs::get, TRIAL_MS);

    @Test
    void opensAfterFailuresInARowAndAsksOnceNowAndThen() {
        fail("a", StoreBreakers.FAILURES);
        assertThat(breakers.isDown("a")).isTrue();
        assertThat(breakers.down()).containsExactly("a");
        assertThat(breakers.mayAsk("a")).isFalse();

        nowMs.addAndGet(5_001);
        assertThat(breakers.mayAsk("a")).isTrue();
        breakers.asked("a");
        assertThat(breakers.mayAsk("a")).isFalse();
        breakers.failed("a", REFUSED);

        nowMs.addAndGet(5_001);
        assertThat(breakers.mayAsk("a")).as("the pause grows").isFalse();
        nowMs.addAndGet(5_001);
        assertThat(breakers.mayAsk("a")).isTrue();
        breakers.asked("a");
        assertThat(breakers.answered("a")).isTrue();
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

    /** Else nothing would ever be asked of its store again. */
    @Test
    void aTrialOfWhichNothingIsHeardIsFollowedByAnother() {
        fail("a", StoreBreakers.FAILURES);
        nowMs.addAndGet(StoreBreakers.FIRST_PAUSE_MS);
        breakers.asked("a");

        nowMs.addAndGet(TRIAL_MS - 1);
        assertThat(breakers.mayAsk("a")).isFalse();
        nowMs.addAndGet(1);
        assertThat(breakers.mayAsk("a")).isTrue();
    }

    @Test
    void whatWasAskedBeforeItWentDownMakesNoPauseLonger() {
        fail("a", StoreBreakers.FAILURES + 20);

        nowMs.addAndGet(StoreBreakers.FIRST_PAUSE_MS);
        assertThat(breakers.mayAsk("a")).isTrue();
    }

    @Test
    void aPauseGrowsToItsBound() {
        fail("a", StoreBreakers.FAILURES);
        for (int i = 0; i < 20; i++) {
            nowMs.addAndGet(StoreBreakers.LONGEST_PAUSE_MS);
            assertThat(breakers.mayAsk("a")).isTrue();
            fail("a", 1);
        }
        assertThat(breakers.mayAsk("a")).isFalse();
    }

    @Test
    void whatNobodyAsksAnyMoreIsNotCalledDown() {
        fail("a", StoreBreakers.FAILURES);
        nowMs.addAndGet(StoreBreakers.FIRST_PAUSE_MS + StoreBreakers.FORGOTTEN_MS);

        assertThat(breakers.isDown("a")).isFalse();
        assertThat(breakers.down()).isEmpty();
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
            breakers.asked(store);
            breakers.failed(store, REFUSED);
        }
    }
}

package io.zoetrope.connectors.opensearch.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchPaceTest {
    private static final long DELAY_MS = 1_000;
    private static final long GATHER_MS = 50;

    private final BatchPace pace = new BatchPace(DELAY_MS);

    @Test
    void anEmptyBatchIsNeverDue() {
        assertThat(pace.isDue(1_000_000)).isFalse();
        pace.added(true, 0);
        pace.gone(0);
        assertThat(pace.isDue(1_000_000)).isFalse();
    }

    @Test
    void ofAQuietStreamTheFirstChangesGoTogetherAndSoon() {
        pace.added(false, 0);
        pace.added(false, 49);
        assertThat(pace.isDue(49)).isFalse();
        assertThat(pace.isDue(50)).isTrue();
        pace.gone(50);

        pace.added(false, 60);
        assertThat(pace.isDue(1_049)).isFalse();
        assertThat(pace.isDue(1_050)).isTrue();
    }

    /** A lone clip: its first word has just gone, and its end need not wait for that. */
    @Test
    void anEndDoesNotWaitForWhatEndedNothing() {
        pace.added(false, 0);
        pace.gone(50);
        pace.added(false, 400);
        assertThat(pace.isDue(460)).isFalse();
        pace.added(true, 400);
        assertThat(pace.isDue(449)).isFalse();
        assertThat(pace.isDue(450)).isTrue();
    }

    @Test
    void ofABusyStreamOneBatchGoesInEachDelay() {
        int batches = 0;
        for (long nowMs = 0; nowMs < 60_000; nowMs += 10) {
            pace.added(nowMs % 150 == 0, nowMs);
            if (nowMs % pace.lookEveryMs() == 0 && pace.isDue(nowMs)) {
                pace.gone(nowMs);
                batches++;
            }
        }
        assertThat(batches).isBetween(58, 61);
    }

    @Test
    void nothingWaitsLongerThanTheDelay() {
        long firstMs = 0;
        pace.added(false, 0);
        for (long nowMs = 0; nowMs < 60_000; nowMs += GATHER_MS) {
            pace.added(nowMs % 350 == 0, nowMs);
            if (pace.isDue(nowMs)) {
                pace.gone(nowMs);
                firstMs = nowMs + GATHER_MS;
            }
            assertThat(nowMs - firstMs).isLessThanOrEqualTo(DELAY_MS);
        }
    }

    @Test
    void theShortestDelayIsAPaceToo() {
        BatchPace brief = new BatchPace(1);
        assertThat(brief.lookEveryMs()).isEqualTo(1);
        brief.added(true, 7);
        assertThat(brief.isDue(7)).isFalse();
        assertThat(brief.isDue(8)).isTrue();
    }
}

package io.zoetrope.connectors.opensearch.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
        assertThat(pace.isDue(999)).isFalse();
        assertThat(pace.isDue(1_000)).isTrue();
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
        long lookMs = 0;
        for (long nowMs = 0; nowMs < 60_000; nowMs += 10) {
            pace.added(nowMs % 150 == 0, nowMs);
            if (nowMs >= lookMs) {
                batches += wentAt(pace, nowMs) ? 1 : 0;
                lookMs = pace.nextLookMs(nowMs);
            }
        }
        assertThat(batches).isBetween(58, 61);
    }

    private static boolean wentAt(BatchPace pace, long nowMs) {
        boolean due = pace.isDue(nowMs);
        if (due) {
            pace.gone(nowMs);
        }
        return due;
    }

    @Test
    void writersOfABusyStreamGoAtTheSameTimes() {
        BatchPace other = new BatchPace(DELAY_MS);
        long lookMs = pace.nextLookMs(7);
        long otherLookMs = other.nextLookMs(433);
        assertThat(lookMs).isEqualTo(50);
        assertThat(otherLookMs).isEqualTo(450);
        List<Long> went = new ArrayList<>();
        List<Long> otherWent = new ArrayList<>();
        for (long nowMs = 0; nowMs < 20_000; nowMs++) {
            pace.added(nowMs % 70 == 0, nowMs);
            other.added(nowMs % 110 == 0, nowMs);
            if (nowMs == lookMs) {
                went.addAll(wentAt(pace, nowMs) ? List.of(nowMs) : List.of());
                lookMs = pace.nextLookMs(nowMs);
            }
            if (nowMs == otherLookMs) {
                otherWent.addAll(wentAt(other, nowMs) ? List.of(nowMs) : List.of());
                otherLookMs = other.nextLookMs(nowMs);
            }
        }
        assertThat(went).hasSize(20).endsWith(18_000L, 19_000L);
        assertThat(otherWent).hasSize(20).endsWith(18_000L, 19_000L);
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
        assertThat(brief.nextLookMs(7)).isEqualTo(8);
        brief.added(true, 7);
        assertThat(brief.isDue(7)).isFalse();
        assertThat(brief.isDue(8)).isTrue();
    }
}

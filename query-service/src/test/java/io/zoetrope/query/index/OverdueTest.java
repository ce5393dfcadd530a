package io.zoetrope.query.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverdueTest {
    @Test
    void whatIsOverInTimeIsNotCancelled() throws InterruptedException {
        CountDownLatch inTime = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        Overdue.watch(cancelled(inTime), Duration.ZERO).close();
        try (Overdue.Watched watched = Overdue.watch(cancelled(late), Duration.ZERO)) {
            assertThat(late.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(inTime.getCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRequestThatCannotBeCancelledIsNotTheEndOfTheOthers(boolean error)
            throws InterruptedException {
        CountDownLatch tried = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        try (Overdue.Watched fails =
                Overdue.watch(
                        () -> {
                            tried.countDown();
                            if (error) {
                                throw new OutOfMemoryError("of a test");
                            }
                            throw new IllegalStateException("of a test");
                        },
                        Duration.ZERO)) {
            assertThat(tried.await(20, TimeUnit.SECONDS)).isTrue();
        }
        try (Overdue.Watched watched = Overdue.watch(cancelled(other), Duration.ZERO)) {
            assertThat(other.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Cancellable cancelled(CountDownLatch latch) {
        return () -> {
            latch.countDown();
            return true;
        };
    }
}

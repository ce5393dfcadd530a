package io.zoetrope.query.searchers.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FairPoolTest {
    @Test
    void oneTenantLeavesRoomForAnother() throws Exception {
        try (FairPool pool = new FairPool("test", 4, 3, 100)) {
            CountDownLatch hold = new CountDownLatch(1);
            AtomicInteger began = new AtomicInteger();
            List<Future<Integer>> large = new ArrayList<>();
            for (int i = 0; i < 72; i++) {
                large.add(
                        pool.submit(
                                "large",
                                () -> {
                                    began.incrementAndGet();
                                    hold.await();
                                    return 1;
                                }));
            }
            assertThat(pool.submit("small", () -> "answered").get(10, TimeUnit.SECONDS))
                    .isEqualTo("answered");
            assertThat(began.get()).isLessThanOrEqualTo(3);
            hold.countDown();
            for (Future<Integer> task : large) {
                assertThat(task.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            }
        }
    }

    @Test
    void theNextPlaceIsOfWhoHasFewest() throws Exception {
        try (FairPool pool = new FairPool("test", 1, 1, 100)) {
            CountDownLatch hold = new CountDownLatch(1);
            Queue<String> order = new ConcurrentLinkedQueue<>();
            Future<?> first = pool.submit("a", () -> hold.await(10, TimeUnit.SECONDS));
            List<Future<?>> rest = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                rest.add(pool.submit("a", () -> order.add("a")));
            }
            rest.add(pool.submit("b", () -> order.add("b")));
            hold.countDown();
            first.get(10, TimeUnit.SECONDS);
            for (Future<?> task : rest) {
                task.get(10, TimeUnit.SECONDS);
            }
            assertThat(order).hasSize(6).contains("b");
        }
    }

    @Test
    void tooManyThatWaitAreRefusedToThatTenantAlone() throws Exception {
        try (FairPool pool = new FairPool("test", 2, 1, 2)) {
            CountDownLatch hold = new CountDownLatch(1);
            for (int i = 0; i < 3; i++) {
                pool.submit("a", () -> hold.await(10, TimeUnit.SECONDS));
            }
            assertThatThrownBy(() -> pool.submit("a", () -> 1))
                    .isInstanceOf(RejectedExecutionException.class);
            assertThat(pool.submit("b", () -> 1).get(10, TimeUnit.SECONDS)).isEqualTo(1);
            hold.countDown();
        }
    }

    @Test
    void whatIsCancelledMakesRoom() throws Exception {
        try (FairPool pool = new FairPool("test", 1, 1, 100)) {
            Future<?> stuck =
                    pool.submit("a", () -> new CountDownLatch(1).await(1, TimeUnit.HOURS));
            Future<?> waiting =
                    pool.submit("a", () -> new CountDownLatch(1).await(1, TimeUnit.HOURS));
            waiting.cancel(true);
            stuck.cancel(true);
            assertThat(pool.submit("a", () -> 1).get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void nothingBeginsAfterTheEnd() {
        FairPool pool = new FairPool("test", 1, 1, 1);
        pool.close();
        assertThatThrownBy(() -> pool.submit("a", () -> 1))
                .isInstanceOf(RejectedExecutionException.class);
    }
}

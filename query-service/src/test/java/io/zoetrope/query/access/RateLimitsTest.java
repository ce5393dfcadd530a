package io.zoetrope.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Role;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimits limits =
            new RateLimits(
                    10,
                    new TimeMeter() {
                        @Override
                        public long currentTimeNanos() {
                            return nanos.get();
                        }

                        @Override
                        public boolean isWallClockBased() {
                            return false;
                        }
                    });

    private static ApiKey key(String name, Integer perSecond) {
        return NewKey.make(
                        new NewKey.Wish(name, "t", Role.READ, null, null, perSecond),
                        Clock.systemUTC())
                .stored();
    }

    private int allowed(ApiKey key) {
        return allowed(key, limits::count);
    }

    private static int allowed(ApiKey key, Consumer<ApiKey> count) {
        for (int i = 0; i < 10_000; i++) {
            try {
                count.accept(key);
            } catch (ApiError e) {
                return i;
            }
        }
        return 10_000;
    }

    @Test
    void whatFourSecondsAllowMayComeAtOnceAndThenTenASecond() {
        ApiKey key = key("a", null);
        assertThat(allowed(key)).isEqualTo(40);
        nanos.addAndGet(1_000_000_000L);
        assertThat(allowed(key)).isEqualTo(10);
        nanos.addAndGet(3_600_000_000_000L);
        assertThat(allowed(key)).isEqualTo(40);
    }

    @Test
    void eachKeyCountsForItself() {
        assertThat(allowed(key("a", null))).isEqualTo(40);
        assertThat(allowed(key("b", null))).isEqualTo(40);
        assertThat(allowed(key("c", 2))).isEqualTo(8);
    }

    @Test
    void mediaHaveABucketOfTheirOwn() {
        ApiKey key = key("a", null);
        assertThat(allowed(key, limits::countMedia)).isEqualTo(20 * 40);
        assertThat(allowed(key)).isEqualTo(40);
        nanos.addAndGet(1_000_000_000L);
        assertThat(allowed(key, limits::countMedia)).isEqualTo(20 * 10);
    }

    @Test
    void saysWhenToComeAgain() {
        ApiKey key = key("a", 1);
        assertThat(allowed(key)).isEqualTo(4);
        assertThatThrownBy(() -> limits.count(key))
                .isInstanceOfSatisfying(
                        ApiError.class,
                        e -> {
                            assertThat(e.status()).isEqualTo(429);
                            assertThat(e.code()).isEqualTo("too_many_requests");
                        });
    }

    @Test
    void zeroIsAnyNumber() {
        RateLimits none = new RateLimits(0, TimeMeter.SYSTEM_NANOTIME);
        ApiKey key = key("a", null);
        for (int i = 0; i < 10_000; i++) {
            none.count(key);
            none.countMedia(key);
        }
        assertThat(key.requestsPerSecond()).isNull();
    }
}

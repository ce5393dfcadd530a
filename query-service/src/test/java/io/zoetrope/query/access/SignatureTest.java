package io.zoetrope.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.query.http.ApiError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    private static final String KEY = "0123456789ab";
    private static final String THING = "/v1/videos/v/thumbnail?ms=1";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SECRET = "0123456789abcdef";

    private static Signature at(String secret, Instant now) {
        return new Signature(secret, Clock.fixed(now, ZoneOffset.UTC));
    }

    private final Signature signature = at(SECRET, NOW);
    private final String token = signature.sign(KEY, NOW.plusSeconds(60), THING);

    @Test
    void saysWhoseKeyItIsOnAnotherInstanceToo() {
        assertThat(signature.check(token, THING)).isEqualTo(KEY);
        assertThat(at(SECRET, NOW.plusSeconds(59)).check(token, THING)).isEqualTo(KEY);
        assertThat(token).matches("[A-Za-z0-9_-]{36}");
    }

    @Test
    void endsWithItsTime() {
        assertRefused(410, () -> at(SECRET, NOW.plusSeconds(60)).check(token, THING));
    }

    @Test
    void isForOneThingAndOfOneSecret() {
        assertRefused(401, () -> signature.check(token, THING + "0"));
        assertRefused(401, () -> at("another secret...", NOW).check(token, THING));
        assertRefused(401, () -> at("", NOW).check(token, THING));
    }

    @Test
    void noBitOfItCanBeChanged() {
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'B' ? 'C' : 'B';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertRefused(401, () -> signature.check(changed, THING));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%%", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "ä"})
    void whatIsNoTokenIsRefused(String sent) {
        assertRefused(401, () -> signature.check(sent, THING));
    }

    @Test
    void whatIsSignedSoonAgainIsTheSameText() {
        Duration hour = Duration.ofHours(1);
        Instant until = signature.until(hour);
        assertThat(until).isBetween(NOW.plus(hour), NOW.plusSeconds(3600 + 900));
        assertThat(at(SECRET, NOW.plusSeconds(800)).until(hour))
                .isBetween(until, until.plusSeconds(900));
        assertThat(at(SECRET, NOW.minusSeconds(1)).until(hour)).isEqualTo(until);
    }

    private static void assertRefused(
            int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiError.class, e -> assertThat(e.status()).isEqualTo(status));
    }
}

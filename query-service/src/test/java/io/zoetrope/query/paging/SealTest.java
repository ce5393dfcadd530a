package io.zoetrope.query.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.query.http.ApiError;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
    private static final String SECRET = "sixteen characters";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final byte[] CONTENT = "what is asked".getBytes(StandardCharsets.UTF_8);
    private final Seal seal = at(SECRET, NOW);
    private final String token = seal.close("t", "search", CONTENT);

    @Test
    void opensForWhomAndWhatItWasMade() {
        assertThat(seal.open("t", "search", token)).isEqualTo(CONTENT);
        assertRefused(seal, "u", "search", token, 400);
        assertRefused(seal, "t", "/v1/videos", token, 400);
    }

    /** Short ones as they are, long ones packed. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 20_000})
    void holdsWhateverLength(int length) {
        byte[] content =
                "again ".repeat(length).substring(0, length).getBytes(StandardCharsets.UTF_8);
        String sealed = seal.close("t", "search", content);
        assertThat(seal.open("t", "search", sealed)).isEqualTo(content);
        assertThat(sealed).hasSizeLessThan(length < 512 ? 60 + length * 4 / 3 : 300);
    }

    @Test
    void showsNothingOfWhatItHolds() {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("asked");
        assertThat(seal.close("t", "search", CONTENT)).isNotEqualTo(token);
    }

    @Test
    void instancesWithOneSecretUnderstandEachOther() {
        assertThat(at(SECRET, NOW).open("t", "search", token)).isEqualTo(CONTENT);
        assertRefused(at("another secret is here", NOW), "t", "search", token, 400);
        assertRefused(at("", NOW), "t", "search", at("", NOW).close("t", "search", CONTENT), 400);
    }

    @Test
    void expires() {
        assertThat(at(SECRET, NOW.plusSeconds(3599)).open("t", "search", token)).isEqualTo(CONTENT);
        assertRefused(at(SECRET, NOW.plusSeconds(3600)), "t", "search", token, 410);
        assertRefused(at(SECRET, NOW.plusSeconds(3600)), "u", "search", token, 400);
    }

    @Test
    void aChangedBitIsNoticed() {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 4;
            String changed = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertRefused(seal, "t", "search", changed, 400);
            bytes[i] ^= 4;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "AA", "Ag", "AgAAAAAAAAAAAAAAAA", "AQAAAAAAAAAC"})
    void refusesWhatItDidNotMake(String other) {
        assertRefused(seal, "t", "search", other, 400);
    }

    private static Seal at(String secret, Instant now) {
        return new Seal(secret, Duration.ofHours(1), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void assertRefused(
            Seal seal, String tenant, String list, String token, int status) {
        assertThatThrownBy(() -> seal.open(tenant, list, token))
                .isInstanceOfSatisfying(
                        ApiError.class, e -> assertThat(e.status()).isEqualTo(status));
    }
}

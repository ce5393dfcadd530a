package io.zoetrope.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadableRequestsTest {
    @ParameterizedTest
    @CsvSource({
        "400, unreadable_request, 0",
        "431, unreadable_request, 0",
        "505, unreadable_request, 0",
        "500, internal, 0",
        "503, unavailable, 5"
    })
    void onlyWhatCannotBeReadIsSaidToBeSo(int status, String code, int retryAfterSeconds) {
        ApiError error = UnreadableRequests.error(status);
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.retryAfterSeconds()).isEqualTo(retryAfterSeconds);
    }
}

package io.zoetrope.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreNameTest {
    @ParameterizedTest
    @CsvSource({
        "s3a://Videos/a/b.mp4, s3a://videos",
        "https://Example.org:8443/a.mp4?x=1, https://example.org:8443",
        "http://example.org?x, http://example.org",
        "s3a://Key:secret@Videos/a/b.mp4, s3a://videos",
        "https://token@example.org/a.mp4, https://example.org",
        "file:///a/b.mp4, file:",
        "file:/a/b.mp4, file:",
        "urn:x, urn:",
        "no uri at all, unknown",
        "'', unknown"
    })
    void namesWhatIsUpOrDownAsOne(String uri, String store) {
        assertThat(StoreName.of(uri)).isEqualTo(store);
    }
}

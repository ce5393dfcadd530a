package io.zoetrope.connectors.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSearchOptionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann:secret@search:9200",
                "https://secret@search:9200",
                "ann:secret@search:9200",
                "secret@search:9200"
            })
    void aLoginInAHostIsRefusedAndNotRepeated(String host) {
        OpenSearchOptions options = OpenSearchOptions.of(host).withLogin("ann", "secret");
        assertThat(options.toString()).contains("search:9200").doesNotContain("secret");
        assertThatThrownBy(() -> SearchTransport.create(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("search:9200")
                .hasMessageNotContaining("secret");
    }
}

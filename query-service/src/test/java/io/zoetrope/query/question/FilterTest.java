package io.zoetrope.query.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.http.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterTest {
    @Test
    void asksForLabelsSpeakersAndMetadataAsTheyAreIndexed() {
        SearchRequest.Filter filter =
                Json.read(
                        "{\"speaker\": [\"Rene\u0301\"], \"label\": [\"e\u0301te\u0301\"],"
                                + " \"metadata\": {\"cafe\u0301\": \"Flore\u0301\"}}",
                        SearchRequest.Filter.class);
        assertThat(filter.speaker()).containsExactly("Ren\u00e9");
        assertThat(filter.label()).containsExactly("\u00e9t\u00e9");
        assertThat(filter.metadata()).isEqualTo(Map.of("caf\u00e9", "Flor\u00e9"));
    }
}

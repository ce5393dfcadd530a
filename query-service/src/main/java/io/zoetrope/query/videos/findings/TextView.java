package io.zoetrope.query.videos.findings;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.index.TextFields;

/**
 * Words on the screen, as the API shows them.
 *
 * @param confidence of the reader, in [0,1]
 */
public record TextView(
        String textId, long startMs, long endMs, String text, double confidence, BoxView box) {
    static TextView of(JsonNode text) {
        return new TextView(
                text.path(TextFields.TEXT_ID).asText(),
                text.path(TextFields.START_MS).asLong(),
                text.path(TextFields.END_MS).asLong(),
                text.path(TextFields.TEXT).asText(),
                text.path(TextFields.CONFIDENCE).asDouble(),
                BoxView.of(text));
    }
}

package io.zoetrope.query.videos.findings;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.index.DialogueFields;

/**
 * A line of dialogue, as the API shows it.
 *
 * @param language BCP 47; null if it is not known
 * @param speaker null if nobody says who it is
 * @param source {@code embedded}, {@code sidecar} or {@code speech}
 */
public record LineView(
        String lineId,
        long startMs,
        long endMs,
        String text,
        String language,
        String speaker,
        String source) {
    static LineView of(JsonNode line) {
        return new LineView(
                line.path(DialogueFields.LINE_ID).asText(),
                line.path(DialogueFields.START_MS).asLong(),
                line.path(DialogueFields.END_MS).asLong(),
                line.path(DialogueFields.TEXT).asText(),
                line.path(DialogueFields.LANGUAGE).asText(null),
                line.path(DialogueFields.SPEAKER).asText(null),
                line.path(DialogueFields.SOURCE).asText());
    }
}

package io.zoetrope.query.videos.findings;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.index.ShotFields;

/**
 * A shot as the API shows it.
 *
 * @param shot counts from 0 within the video
 * @param transition how it begins: {@code cut}, {@code fade} or {@code dissolve}
 */
public record ShotView(int shot, long startMs, long endMs, String transition) {
    static ShotView of(JsonNode document) {
        return new ShotView(
                document.path(ShotFields.SHOT).asInt(),
                document.path(ShotFields.START_MS).asLong(),
                document.path(ShotFields.END_MS).asLong(),
                document.path(ShotFields.TRANSITION).asText());
    }
}

package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.MomentFields;

/**
 * A moment that was found.
 *
 * @param indexScore as the index gives it
 * @param score in [0,1]
 * @param moment its document
 */
public record Hit(double indexScore, double score, JsonNode moment) {
    public String momentId() {
        return moment.path(MomentFields.MOMENT_ID).asText();
    }

    public String videoId() {
        return moment.path(MomentFields.VIDEO_ID).asText();
    }
}

package io.zoetrope.query.videos.findings;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.index.BoxFields;

/**
 * A rectangle in [0,1] of the displayed frame.
 *
 * @param ms media time; null if it stands still
 */
public record BoxView(Long ms, double x0, double y0, double x1, double y1) {
    static BoxView of(JsonNode box) {
        return new BoxView(
                box.has(BoxFields.MS) ? box.path(BoxFields.MS).asLong() : null,
                box.path(BoxFields.X0).asDouble(),
                box.path(BoxFields.Y0).asDouble(),
                box.path(BoxFields.X1).asDouble(),
                box.path(BoxFields.Y1).asDouble());
    }
}

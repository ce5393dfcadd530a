package io.zoetrope.query.labels.examples;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.ObjectFields;

/**
 * A finding that somebody points at, as it was indexed then: it goes on to say what a label means
 * if its video is removed.
 *
 * @param id of the object or moment
 * @param clazz of an object; empty for a moment
 */
public record Example(
        String id, FindingKind kind, String videoId, String clazz, ModelRef model, Vector vector) {
    public static Example of(JsonNode document) {
        TeachableKind kind = TeachableKind.of(document);
        return new Example(
                document.path(kind.idField()).asText(),
                kind.finding(),
                document.path(ObjectFields.VIDEO_ID).asText(),
                TeachableKind.classOf(document),
                TeachableKind.modelOf(document),
                kind.vectorOf(document));
    }
}

package io.zoetrope.query.labels.examples;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.ObjectFields;
import java.util.List;

/** Kinds of findings that can have labels, and where in their documents stands what. */
public enum TeachableKind {
    OBJECT(FindingKind.OBJECT, ObjectFields.OBJECT_ID, ObjectFields.APPEARANCE),
    MOMENT(FindingKind.MOMENT, MomentFields.MOMENT_ID, MomentFields.VISUAL);

    public static final List<TeachableKind> ALL = List.of(values());

    private final FindingKind finding;
    private final String idField;
    private final String vectorField;

    TeachableKind(FindingKind finding, String idField, String vectorField) {
        this.finding = finding;
        this.idField = idField;
        this.vectorField = vectorField;
    }

    public FindingKind finding() {
        return finding;
    }

    public String idField() {
        return idField;
    }

    public String vectorField() {
        return vectorField;
    }

    /** Of a document: what it is. */
    public static TeachableKind of(JsonNode document) {
        return document.has(OBJECT.idField) ? OBJECT : MOMENT;
    }

    public static TeachableKind of(FindingKind finding) {
        return finding == FindingKind.OBJECT ? OBJECT : MOMENT;
    }

    /** Empty if it has no class, as no moment has. */
    static String classOf(JsonNode document) {
        return document.path(ObjectFields.OBJECT_CLASS).asText("");
    }

    static ModelRef modelOf(JsonNode document) {
        return new ModelRef(
                document.path(ObjectFields.MODEL).asText(),
                document.path(ObjectFields.MODEL_VERSION).asText());
    }

    /** Empty if it has none. */
    public Vector vectorOf(JsonNode document) {
        JsonNode values = document.path(vectorField);
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) values.path(i).asDouble();
        }
        return new Vector(vector);
    }
}

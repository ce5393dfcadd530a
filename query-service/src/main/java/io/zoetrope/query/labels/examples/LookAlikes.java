package io.zoetrope.query.labels.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.videos.VideoIndex.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What looks like something that is indexed, as the model sees it that made its vector.
 * Thread-safe.
 */
public final class LookAlikes {
    public static final int USUAL = 24;
    public static final int MOST = 100;

    /** Of classes, and of collections. */
    public static final int MOST_VALUES = 16;

    /**
     * What is looked like.
     *
     * @param kind of objects or of moments
     * @param classes that are looked among; any if there are none, as there are for a moment
     * @param collections that are looked among; any if there are none
     */
    public record Example(
            FindingKind kind, String id, List<String> classes, List<String> collections) {
        /** Its kind as a message names it. */
        private String what() {
            return kind == FindingKind.OBJECT ? "this object" : "this moment";
        }
    }

    /**
     * Nearest first.
     *
     * @param after sort values of the last one; null if there are no more
     */
    public record Near(List<LookAlike> similar, ArrayNode after) {}

    private final FindingReader findings;

    public LookAlikes(IndexReader reader) {
        this.findings = new FindingReader(reader);
    }

    /**
     * @throws ApiError 404 if the tenant has no such example
     */
    public Near of(String tenant, Example example, Window window) throws IOException {
        TeachableKind kind = TeachableKind.of(example.kind());
        JsonNode document =
                findings.find(kind, tenant, example.id())
                        .orElseThrow(() -> ApiError.notFound(example.what()));
        Vector vector = kind.vectorOf(document);
        if (vector.dimension() == 0) {
            return new Near(List.of(), null);
        }
        TermFilter allowed =
                new TermFilter()
                        .term(ObjectFields.TENANT, tenant)
                        .not(kind.idField(), example.id())
                        .anyOf(ObjectFields.OBJECT_CLASS, example.classes())
                        .anyOf(ObjectFields.COLLECTION, example.collections());
        FindingReader.Near near =
                findings.near(
                        kind,
                        TeachableKind.modelOf(document),
                        vector,
                        allowed,
                        window.limit(),
                        window.after());
        List<LookAlike> similar = new ArrayList<>();
        for (int i = 0; i < near.documents().size(); i++) {
            similar.add(LookAlike.of(near.documents().get(i), near.scores().get(i)));
        }
        return new Near(similar, near.after());
    }
}

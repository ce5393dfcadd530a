package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import java.io.IOException;

/**
 * Finds objects that were followed, by the names of their classes. The score is the detector's,
 * less if the words say more than the class. Thread-safe.
 */
public final class ObjectSearcher implements Searcher {
    private final FindingSource source;

    public ObjectSearcher(IndexReader reader) {
        this.source = new FindingSource(reader, FindingKind.OBJECT, Modality.OBJECT);
    }

    @Override
    public String modality() {
        return Modality.OBJECT;
    }

    @Override
    public boolean knows(Subject subject) {
        return !ClassNames.of(subject).isEmpty();
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        ClassNames names = ClassNames.of(sought.subject());
        return source.any(
                names.likeliest(ObjectFields.OBJECT_CLASS, ObjectFields.SCORE),
                scope,
                depth,
                found -> hit(found, names));
    }

    private static Hit hit(JsonNode found, ClassNames names) {
        JsonNode object = found.path("_source");
        String name = object.path(ObjectFields.OBJECT_CLASS).asText();
        double score = object.path(ObjectFields.SCORE).asDouble() * names.share(name);
        return new Hit(
                FindingKind.OBJECT, found.path("_score").asDouble(), score, score, name, object);
    }
}

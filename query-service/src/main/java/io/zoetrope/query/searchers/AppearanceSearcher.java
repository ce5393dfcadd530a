package io.zoetrope.query.searchers;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.nearness.Confidence;
import io.zoetrope.query.nearness.StoredVectors;
import io.zoetrope.query.nearness.VectorIndex;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds objects that look like another object, or like what is seen on a picture. Thread-safe. */
public final class AppearanceSearcher implements Searcher {
    private static final Confidence LIKENESS = new Confidence(0.3, 1, 0.9);

    private final IndexReader reader;
    private final FindingSource source;
    private final StoredVectors stored;
    private final Optional<ModelRef> ofPictures;
    private final Map<ModelRef, VectorIndex> indexes = new ConcurrentHashMap<>();

    /**
     * @param ofPictures the model that says how things on pictures look; empty for none
     */
    public AppearanceSearcher(IndexReader reader, Optional<ModelRef> ofPictures) {
        this.reader = reader;
        this.source = new FindingSource(reader, FindingKind.OBJECT, Modality.OBJECT);
        this.stored = new StoredVectors(reader);
        this.ofPictures = ofPictures;
    }

    @Override
    public String modality() {
        return Modality.OBJECT;
    }

    @Override
    public boolean knows(Subject subject) {
        boolean seen =
                subject instanceof Subject.Picture picture && picture.appearance().dimension() > 0;
        return subject instanceof Subject.OfObject || (seen && ofPictures.isPresent());
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        if (sought.subject() instanceof Subject.OfObject of) {
            StoredVectors.Stored example =
                    stored.read(
                                    IndexNames.OBJECTS,
                                    scope.tenant(),
                                    ObjectFields.OBJECT_ID,
                                    of.objectId(),
                                    ObjectFields.APPEARANCE)
                            .orElseThrow(() -> ApiError.notFound("this object's appearance"));
            return near(scope, example.model(), example.vector(), depth).without(of.objectId());
        }
        if (sought.subject() instanceof Subject.Picture picture
                && picture.appearance().dimension() > 0
                && ofPictures.isPresent()) {
            return near(scope, ofPictures.get(), picture.appearance(), depth);
        }
        return Hits.NONE;
    }

    private Hits near(Scope scope, ModelRef model, Vector vector, int depth) throws IOException {
        VectorIndex index = indexes.computeIfAbsent(model, this::index);
        Optional<VectorIndex.Shape> shape = index.shape();
        if (shape.isEmpty() || shape.get().dimension() != vector.dimension()) {
            return Hits.NONE;
        }
        FindingSource.ToHit toHit =
                source.nearness(shape.get().similarity(), LIKENESS::of, ObjectFields.OBJECT_CLASS);
        return source.near(index, scope, vector, depth, toHit);
    }

    private VectorIndex index(ModelRef model) {
        return VectorIndex.ofAnyDimension(
                reader, FindingKind.OBJECT, ObjectFields.APPEARANCE, model);
    }
}

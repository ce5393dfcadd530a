package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.embed.WordEncoder;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.nearness.Certainty;
import io.zoetrope.query.nearness.Confidence;
import io.zoetrope.query.nearness.Similarity;
import io.zoetrope.query.nearness.StoredVectors;
import io.zoetrope.query.nearness.Subtraction;
import io.zoetrope.query.nearness.VectorIndex;
import io.zoetrope.query.paging.Place;
import io.zoetrope.query.paging.Seen;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds moments by how they look: like words, a picture, or another moment. Thread-safe. */
public final class VisualSearcher implements Searcher {
    static final String NAME = MomentFields.VISUAL;

    /** There is more, further down than an index can be read by nearness. */
    static final Degraded TOO_DEEP = new Degraded("paging", "too_deep");

    /** Of pictures; words are weighed against the background. */
    private static final Confidence LIKENESS = new Confidence(0, 1, 0.7);

    private static final Certainty BY_WORDS = new Certainty(3.64, 1.64);

    private final QueryEncoder encoder;
    private final VectorIndex index;
    private final NearestMoments moments;
    private final NearestVideos videos;
    private final StoredVectors stored;
    private final Background background;

    /**
     * @param questions embeds the background questions, once
     */
    public VisualSearcher(IndexReader reader, QueryEncoder encoder, WordEncoder questions) {
        this.encoder = encoder;
        this.index =
                new VectorIndex(
                        reader,
                        FindingKind.MOMENT,
                        MomentFields.VISUAL,
                        encoder.model(),
                        encoder.dimension());
        this.moments = new NearestMoments(reader, index);
        this.videos = new NearestVideos(reader, index);
        this.stored = new StoredVectors(reader);
        this.background = new Background(reader, index, questions);
    }

    /**
     * One page.
     *
     * @param seen videos that the pages before have shown, if it is of videos
     * @throws IOException if OpenSearch cannot be reached
     * @throws ApiError 503 if the index holds vectors of another length
     */
    public Hits find(String tenant, MomentQuery query, Vector vector, Place after, Seen seen)
            throws IOException {
        Optional<VectorIndex.Shape> shape = index.shape();
        if (shape.isEmpty()) {
            return Hits.NONE;
        }
        if (!MomentSource.knows(query.filter())) {
            return MomentSource.cannotTell(NAME);
        }
        Scope scope = Scope.of(tenant, query.filter());
        Similarity similarity = shape.get().similarity();
        Hits hits =
                query.byVideo()
                        ? videos.find(scope, query, vector, after, seen, similarity)
                        : moments.find(scope, query, vector, after, similarity);
        return query.words() == null ? hits : background.weigh(hits, similarity, BY_WORDS);
    }

    @Override
    public String modality() {
        return Modality.VISUAL;
    }

    @Override
    public boolean knows(Subject subject) {
        return subject instanceof Subject.Words
                || subject instanceof Subject.Picture
                || subject instanceof Subject.Clip
                || subject instanceof Subject.OfMoment;
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        if (!MomentSource.knows(scope.filter())) {
            return MomentSource.cannotTell(NAME);
        }
        Optional<VectorIndex.Shape> shape = index.shape();
        if (shape.isEmpty()) {
            return Hits.NONE;
        }
        Similarity similarity = shape.get().similarity();
        // A score from which on it counts holds for any moment, not only for those found.
        Scope where = sought.minScore() > 0 ? scope.ofAnyMoment() : scope;
        if (sought.subject() instanceof Subject.Clip clip) {
            List<Hits> found = new ArrayList<>();
            for (Vector look : clip.looks()) {
                found.add(near(where, look, depth, similarity));
            }
            return Hits.best(found);
        }
        Hits hits = near(where, vector(scope, sought.subject()), depth, similarity);
        if (sought.subject() instanceof Subject.Words) {
            return background.weigh(hits, similarity, BY_WORDS);
        }
        return sought.subject() instanceof Subject.OfMoment of ? hits.without(of.momentId()) : hits;
    }

    private Hits near(Scope scope, Vector vector, int depth, Similarity similarity)
            throws IOException {
        MomentQuery query = MomentQuery.moments(scope.filter(), depth);
        return scope.byVideo()
                ? videos.find(scope, query, vector, Place.START, Seen.NONE, similarity)
                : moments.find(scope, query, vector, Place.START, similarity);
    }

    /** Of the words that are wanted, less those that are not. */
    public Vector vector(Subject.Words words) {
        return Subtraction.of(encoder, words);
    }

    private Vector vector(Scope scope, Subject subject) throws IOException {
        if (subject instanceof Subject.Words words) {
            return vector(words);
        }
        if (subject instanceof Subject.Picture picture) {
            return picture.vector();
        }
        String id = ((Subject.OfMoment) subject).momentId();
        return stored.read(
                        index.name(),
                        scope.tenant(),
                        MomentFields.MOMENT_ID,
                        id,
                        MomentFields.VISUAL)
                .orElseThrow(() -> ApiError.notFound("this moment"))
                .vector();
    }

    static Hit hit(double indexScore, Similarity similarity, JsonNode moment) {
        double cosine = similarity.cosine(indexScore);
        return new Hit(
                FindingKind.MOMENT,
                indexScore,
                similarity.apiScore(indexScore),
                LIKENESS.of(cosine),
                "",
                moment);
    }
}

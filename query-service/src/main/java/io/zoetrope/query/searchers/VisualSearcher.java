package io.zoetrope.query.searchers;

import io.zoetrope.domain.MomentFields;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.paging.Place;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import java.io.IOException;
import java.util.Optional;

/** Finds moments by how they look. Thread-safe. */
public final class VisualSearcher implements Searcher {
    static final String NAME = MomentFields.VISUAL;

    /** There is more, further down than an index can be read by nearness. */
    static final Degraded TOO_DEEP = new Degraded("paging", "too_deep");

    private final QueryEncoder encoder;
    private final VectorIndex index;
    private final NearestMoments moments;
    private final NearestVideos videos;

    public VisualSearcher(IndexReader reader, QueryEncoder encoder) {
        this.encoder = encoder;
        this.index = new VectorIndex(reader, encoder);
        this.moments = new NearestMoments(reader, index, encoder);
        this.videos = new NearestVideos(reader, index, encoder);
    }

    /**
     * One page.
     *
     * @throws IOException if OpenSearch cannot be reached
     * @throws ApiError 503 if the index holds vectors of another length
     */
    public Hits find(String tenant, MomentQuery query, Vector vector, Place after)
            throws IOException {
        Optional<VectorIndex.Shape> shape = index.shape();
        if (shape.isEmpty()) {
            return Hits.NONE;
        }
        Scope scope = Scope.of(tenant, query.filter());
        Similarity similarity = shape.get().similarity();
        return query.byVideo()
                ? videos.find(scope, query, vector, after, similarity)
                : moments.find(scope, query, vector, after, similarity);
    }

    @Override
    public String modality() {
        return Modality.VISUAL;
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        Optional<VectorIndex.Shape> shape = index.shape();
        if (shape.isEmpty()) {
            return Hits.NONE;
        }
        MomentQuery query = MomentQuery.moments(scope.filter(), depth);
        return moments.find(
                scope, query, encoder.text(sought.text()), Place.START, shape.get().similarity());
    }
}

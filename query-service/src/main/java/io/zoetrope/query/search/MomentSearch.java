package io.zoetrope.query.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.MomentFields;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.search.SearchResponse.Found;
import io.zoetrope.query.searchers.KnnBody;
import io.zoetrope.query.searchers.Similarity;
import io.zoetrope.query.searchers.VectorIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the moments nearest to a vector. Thread-safe. */
public final class MomentSearch {
    /**
     * @param hasMore whether a next page would hold anything
     */
    record Hits(List<Found> moments, boolean hasMore, List<Degraded> degraded) {
        static final Hits NONE = new Hits(List.of(), false, List.of());
    }

    private final IndexReader reader;
    private final VectorIndex index;
    private final QueryEncoder encoder;
    private final MomentView view;

    public MomentSearch(IndexReader reader, QueryEncoder encoder, MomentView view) {
        this.reader = reader;
        this.index = new VectorIndex(reader, encoder);
        this.encoder = encoder;
        this.view = view;
    }

    /**
     * @param offset of the first result wanted; {@code offset + limit} at most {@link
     *     MomentQuery#MAX_WINDOW}
     * @throws IOException where OpenSearch cannot be reached
     */
    Hits search(String tenant, MomentQuery query, Vector vector, int offset) throws IOException {
        Optional<VectorIndex.Shape> shape = index.shape();
        if (shape.isEmpty()) {
            return Hits.NONE;
        }
        JsonNode answer =
                reader.search(
                        index.name(), KnnBody.of(tenant, encoder.model(), query, vector, offset));
        return hits(answer, query, shape.get().similarity(), offset);
    }

    private Hits hits(JsonNode answer, MomentQuery query, Similarity similarity, int offset) {
        List<Found> moments = new ArrayList<>();
        JsonNode hits = answer.at("/hits/hits");
        for (JsonNode hit : hits) {
            double score = similarity.apiScore(hit.path("_score").asDouble());
            // Scores fall from hit to hit: behind the first too low, all are.
            if (score < query.minScore()) {
                return new Hits(moments, false, degraded(answer));
            }
            if (moments.size() == query.limit()) {
                return new Hits(moments, true, degraded(answer));
            }
            moments.add(
                    view.found(
                            hit.path("_source"),
                            offset + moments.size() + 1,
                            score,
                            Map.of(MomentFields.VISUAL, score)));
        }
        return new Hits(moments, false, degraded(answer));
    }

    private static List<Degraded> degraded(JsonNode answer) {
        List<Degraded> missing = new ArrayList<>();
        if (answer.path("timed_out").asBoolean()) {
            missing.add(new Degraded(MomentFields.VISUAL, "timed_out"));
        }
        if (answer.at("/_shards/failed").asInt() > 0) {
            missing.add(new Degraded(MomentFields.VISUAL, "shards_failed"));
        }
        return missing;
    }
}

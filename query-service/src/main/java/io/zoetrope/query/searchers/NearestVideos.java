package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.nearness.Similarity;
import io.zoetrope.query.nearness.VectorIndex;
import io.zoetrope.query.paging.Place;
import io.zoetrope.query.paging.Seen;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.question.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the best moment of each video, a page at a time, in {@link VideoRounds}. A later page goes
 * from the best video on again, and leaves out what lies before its place: however many better
 * videos came meanwhile, it goes on until it has its own. Thread-safe.
 */
final class NearestVideos {
    private final IndexReader reader;
    private final VectorIndex index;

    NearestVideos(IndexReader reader, VectorIndex index) {
        this.reader = reader;
        this.index = index;
    }

    /**
     * @param seen videos that the pages before have shown: of one whose best moment went since, the
     *     next best lies behind the place again
     */
    Hits find(
            Scope scope,
            MomentQuery query,
            Vector vector,
            Place after,
            Seen seen,
            Similarity similarity)
            throws IOException {
        VideoRounds rounds =
                new VideoRounds(
                        VisualSearcher.NAME,
                        (without, size, reach) ->
                                reader.search(
                                        index.name(), body(scope, vector, without, size, reach)),
                        found -> hit(found, similarity),
                        hit -> hit.score() < query.minScore());
        Predicate<Hit> isLeft =
                hit -> after.isBefore(hit.indexScore(), hit.id()) && !seen.has(hit.videoId());
        // One more than the limit: whether it comes says if there is a next page.
        int enough = query.limit() + 1;
        VideoRounds.Read read = rounds.read(after.rank() + enough, enough, isLeft);
        List<Hit> left = read.found().stream().filter(isLeft).toList();
        return page(left, query, after, read);
    }

    private static Hit hit(JsonNode found, Similarity similarity) {
        return VisualSearcher.hit(
                found.path("_score").asDouble(), similarity, found.path("_source"));
    }

    private ObjectNode body(Scope scope, Vector vector, List<String> without, int size, int reach) {
        return KnnBody.byVideo(
                KnnBody.inOrder(
                        KnnBody.of(
                                scope,
                                MomentSource.allowed(scope, index.model())
                                        .notAnyOf(MomentFields.VIDEO_ID, without),
                                vector,
                                size,
                                reach)));
    }

    private static Hits page(
            List<Hit> left, MomentQuery query, Place after, VideoRounds.Read read) {
        List<Hit> hits = left.subList(0, Math.min(left.size(), query.limit()));
        List<Degraded> lacks = new ArrayList<>(read.degraded());
        if (left.size() > query.limit()) {
            Hit last = hits.get(hits.size() - 1);
            Place end = new Place(after.rank() + hits.size(), 0, last.indexScore(), last.id());
            return new Hits(hits, Optional.of(end), lacks);
        }
        if (!read.isAll()) {
            lacks.add(VisualSearcher.TOO_DEEP);
        }
        return new Hits(hits, Optional.empty(), lacks);
    }
}

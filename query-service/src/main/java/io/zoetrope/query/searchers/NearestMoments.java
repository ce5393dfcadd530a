package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.nearness.Reach;
import io.zoetrope.query.nearness.Similarity;
import io.zoetrope.query.nearness.VectorIndex;
import io.zoetrope.query.paging.Place;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.question.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the moments nearest to a vector, a page at a time. A page starts behind the last result of
 * the one before, not at a count, so what comes and goes meanwhile neither repeats nor hides
 * anything. Thread-safe.
 */
final class NearestMoments {
    private final IndexReader reader;
    private final VectorIndex index;

    NearestMoments(IndexReader reader, VectorIndex index) {
        this.reader = reader;
        this.index = index;
    }

    Hits find(Scope scope, MomentQuery query, Vector vector, Place after, Similarity similarity)
            throws IOException {
        TermFilter filter = MomentSource.allowed(scope, index.model());
        int reach = Reach.ofMoments(after.rank() + query.limit() + 1, after.reach());
        // Only if a page ends among equals it matters to the index which of them come first.
        boolean inOrder = !after.isStart() || reach == Reach.MAX;
        while (true) {
            // One more than the limit: whether it comes says if there is a next page.
            ObjectNode body = KnnBody.of(scope, filter, vector, query.limit() + 1, reach);
            JsonNode answer =
                    reader.search(
                            index.name(),
                            inOrder ? KnnBody.after(KnnBody.inOrder(body), after) : body);
            Read read = Read.of(answer, query, reach, similarity);
            if (!read.mayLack()) {
                return read.hits(after);
            }
            reach = read.isFull() && !read.endsInATie() ? Reach.more(reach) : Reach.MAX;
            inOrder |= reach == Reach.MAX;
        }
    }

    /**
     * One answer of OpenSearch.
     *
     * @param found best first, and by id if equally good
     */
    private record Read(
            JsonNode answer,
            List<JsonNode> found,
            MomentQuery query,
            int reach,
            Similarity similarity) {
        private static final Comparator<JsonNode> BEST_FIRST =
                Comparator.comparingDouble(Read::scoreOf)
                        .reversed()
                        .thenComparing(
                                hit -> hit.path("_source").path(MomentFields.MOMENT_ID).asText());

        static Read of(JsonNode answer, MomentQuery query, int reach, Similarity similarity) {
            List<JsonNode> found = new ArrayList<>();
            answer.path("hits").path("hits").forEach(found::add);
            found.sort(BEST_FIRST);
            return new Read(answer, found, query, reach, similarity);
        }

        private static double scoreOf(JsonNode hit) {
            return hit.path("_score").asDouble();
        }

        private boolean isFull() {
            return Reach.isFull(answer, reach);
        }

        private double score(int hit) {
            return scoreOf(found.get(hit));
        }

        private int size() {
            return found.size();
        }

        /**
         * Among equals at the end of what was looked at, those with lower ids may be missing, and
         * no later page would bring them.
         */
        private boolean endsInATie() {
            return size() > query.limit() && score(query.limit()) == score(query.limit() - 1);
        }

        private boolean isTooLow(int hit) {
            return similarity.apiScore(score(hit)) < query.minScore();
        }

        private boolean mayLack() {
            boolean cut = size() > 0 && isTooLow(size() - 1);
            return reach < Reach.MAX && !cut && (size() <= query.limit() || endsInATie());
        }

        private Hits hits(Place after) {
            List<Hit> hits = new ArrayList<>();
            List<Degraded> degraded = new ArrayList<>(Hits.lacks(VisualSearcher.NAME, answer));
            // Scores fall from hit to hit: behind the first too low, all are.
            for (int i = 0; i < Math.min(size(), query.limit()) && !isTooLow(i); i++) {
                hits.add(VisualSearcher.hit(score(i), similarity, found.get(i).path("_source")));
            }
            boolean more = size() > query.limit() && !isTooLow(query.limit());
            if (!more && hits.size() == size() && isFull()) {
                degraded.add(VisualSearcher.TOO_DEEP);
            }
            return new Hits(
                    hits, more ? Optional.of(end(after, hits)) : Optional.empty(), degraded);
        }

        private Place end(Place after, List<Hit> hits) {
            Hit last = hits.get(hits.size() - 1);
            return new Place(after.rank() + hits.size(), reach, last.indexScore(), last.id());
        }
    }
}

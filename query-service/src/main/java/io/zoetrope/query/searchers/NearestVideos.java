package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.nearness.Reach;
import io.zoetrope.query.nearness.Similarity;
import io.zoetrope.query.nearness.VectorIndex;
import io.zoetrope.query.paging.Place;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.question.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the best moment of each video, a page at a time. A long film may have all of the nearest
 * moments; so in rounds, each among more of the nearest and without the videos that were found. A
 * later page goes from the best video on again, and leaves out what lies before its place. Thread-
 * safe.
 */
final class NearestVideos {
    /** One more would rarely find anything: from the third on each looks at 8,000 or more. */
    private static final int MAX_ROUNDS = 12;

    private final IndexReader reader;
    private final VectorIndex index;

    NearestVideos(IndexReader reader, VectorIndex index) {
        this.reader = reader;
        this.index = index;
    }

    Hits find(Scope scope, MomentQuery query, Vector vector, Place after, Similarity similarity)
            throws IOException {
        int wanted = Math.min(Reach.MAX, after.rank() + query.limit() + 1);
        int reach = Reach.ofVideos(wanted);
        Map<String, Hit> found = new LinkedHashMap<>();
        Set<Degraded> degraded = new LinkedHashSet<>();
        boolean all = false;
        for (int round = 0; round < MAX_ROUNDS && !all && found.size() < wanted; round++) {
            JsonNode answer =
                    reader.search(index.name(), body(scope, vector, found, wanted, reach));
            degraded.addAll(Hits.lacks(VisualSearcher.NAME, answer));
            JsonNode hits = answer.at("/hits/hits");
            boolean full = Reach.isFull(answer, reach);
            all = reach == Reach.MAX && (hits.isEmpty() || !full);
            for (JsonNode hit : hits) {
                double score = hit.path("_score").asDouble();
                double apiScore = similarity.apiScore(score);
                all |= apiScore < query.minScore();
                Hit video = VisualSearcher.hit(score, similarity, hit.path("_source"));
                found.putIfAbsent(video.videoId(), video);
            }
            reach = full ? Reach.more(reach) : Reach.MAX;
        }
        return page(List.copyOf(found.values()), query, after, all, degraded);
    }

    private ObjectNode body(
            Scope scope, Vector vector, Map<String, Hit> found, int wanted, int reach) {
        return KnnBody.byVideo(
                KnnBody.inOrder(
                        KnnBody.of(
                                MomentSource.allowed(scope, index.model())
                                        .notAnyOf(
                                                MomentFields.VIDEO_ID, List.copyOf(found.keySet())),
                                vector,
                                wanted - found.size(),
                                reach)));
    }

    private static Hits page(
            List<Hit> found, MomentQuery query, Place after, boolean all, Set<Degraded> degraded) {
        List<Hit> left =
                found.stream()
                        .filter(hit -> hit.score() >= query.minScore())
                        .filter(hit -> after.isBefore(hit.indexScore(), hit.id()))
                        .toList();
        List<Hit> hits = left.subList(0, Math.min(left.size(), query.limit()));
        List<Degraded> lacks = new ArrayList<>(degraded);
        if (left.size() > query.limit()) {
            Hit last = hits.get(hits.size() - 1);
            Place end = new Place(after.rank() + hits.size(), 0, last.indexScore(), last.id());
            return new Hits(hits, Optional.of(end), lacks);
        }
        if (!all) {
            lacks.add(VisualSearcher.TOO_DEEP);
        }
        return new Hits(hits, Optional.empty(), lacks);
    }
}

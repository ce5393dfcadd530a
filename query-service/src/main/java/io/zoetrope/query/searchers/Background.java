package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.embed.WordEncoder;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.nearness.Certainty;
import io.zoetrope.query.nearness.Similarity;
import io.zoetrope.query.nearness.Standing;
import io.zoetrope.query.nearness.StoredVectors;
import io.zoetrope.query.nearness.VectorIndex;
import io.zoetrope.query.question.Degraded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what words find with what the same documents are to background questions, sixty-four
 * that are asked of any video. The vectors of documents are read when they are found first, and
 * their standing is remembered. Thread-safe.
 */
final class Background {
    private static final String QUESTIONS = "/io/zoetrope/query/background.txt";

    /** Of the best; further down nothing is likely. */
    private static final int LOOKED_AT = 50;

    private static final int REMEMBERED = 100_000;

    /** A document may be written again, with another vector. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final IndexReader reader;
    private final VectorIndex index;
    private final WordEncoder encoder;
    private final Cache<String, Standing> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(GOOD_FOR).build();
    private List<Vector> questions;

    /**
     * @param encoder asked once, for the background questions
     */
    Background(IndexReader reader, VectorIndex index, WordEncoder encoder) {
        this.reader = reader;
        this.index = index;
        this.encoder = encoder;
    }

    /**
     * The same hits, as sure as they stand out.
     *
     * @param hits best first
     */
    Hits weigh(Hits hits, Similarity similarity, Certainty certainty) throws IOException {
        if (hits.hits().isEmpty()) {
            return hits;
        }
        List<String> ids = hits.hits().stream().limit(LOOKED_AT).map(Hit::id).toList();
        Set<Degraded> degraded = new LinkedHashSet<>(hits.degraded());
        Map<String, Standing> standings = standings(ids, degraded);
        Standing usual = usual(standings);
        List<Hit> weighed =
                hits.hits().stream()
                        .map(
                                hit -> {
                                    Standing standing = standings.getOrDefault(hit.id(), usual);
                                    double cosine = similarity.cosine(hit.indexScore());
                                    double z = standing.outstanding(cosine);
                                    return hit.confident(certainty.of(z));
                                })
                        .toList();
        return new Hits(weighed, hits.next(), List.copyOf(degraded));
    }

    private static Standing usual(Map<String, Standing> standings) {
        return new Standing(
                standings.values().stream().mapToDouble(Standing::mean).average().orElse(0),
                standings.values().stream().mapToDouble(Standing::deviation).average().orElse(1));
    }

    private Map<String, Standing> standings(List<String> ids, Set<Degraded> degraded)
            throws IOException {
        Map<String, Standing> standings = new HashMap<>(known.getAllPresent(ids));
        List<String> missing = ids.stream().filter(id -> !standings.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            Map<String, Standing> read = read(missing, degraded);
            known.putAll(read);
            standings.putAll(read);
        }
        return standings;
    }

    private Map<String, Standing> read(List<String> ids, Set<Degraded> degraded)
            throws IOException {
        String idField = Hit.idField(index.kind());
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", ids.size()).put("track_total_hits", false).put("timeout", "5s");
        body.putArray("_source").add(idField).add(index.field());
        body.set("query", new TermFilter().anyOf(idField, ids).toQuery());
        Map<String, Standing> read = new HashMap<>();
        JsonNode answer = reader.search(index.name(), body);
        degraded.addAll(Hits.lacks(VisualSearcher.NAME, answer));
        for (JsonNode hit : answer.at("/hits/hits")) {
            JsonNode document = hit.path("_source");
            StoredVectors.vector(document.path(index.field()))
                    .ifPresent(v -> read.put(document.path(idField).asText(), standing(v)));
        }
        return read;
    }

    private Standing standing(Vector vector) {
        double sum = 0;
        double squares = 0;
        List<Vector> all = questions();
        for (Vector question : all) {
            double cosine = vector.dot(question);
            sum += cosine;
            squares += cosine * cosine;
        }
        double mean = sum / all.size();
        return new Standing(mean, Math.sqrt(Math.max(0, squares / all.size() - mean * mean)));
    }

    /** Made once: searches that come meanwhile wait for it, instead of making it too. */
    private synchronized List<Vector> questions() {
        if (questions == null) {
            questions = lines().stream().map(encoder::text).toList();
        }
        return questions;
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                Background.class.getResourceAsStream(QUESTIONS),
                                StandardCharsets.UTF_8))) {
            in.lines().filter(line -> !line.isBlank()).forEach(lines::add);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(QUESTIONS, e);
        }
    }
}

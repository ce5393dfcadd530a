package io.zoetrope.query.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.Hits;
import io.zoetrope.query.searchers.Searcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds what it was told that a class or words are at, within a scope as an index does. */
final class TestingSource implements Searcher {
    private static final int NO_SHOT = -1;

    /** How often it was asked. */
    final AtomicInteger asked = new AtomicInteger();

    /** Within which it looked. */
    final List<Scope> scopes = new CopyOnWriteArrayList<>();

    private final String modality;
    private final Map<String, List<Hit>> found = new HashMap<>();
    private int number;

    TestingSource(String modality) {
        this.modality = modality;
    }

    TestingSource at(String name, String video, long startMs, long endMs, double likely) {
        return at(name, video, startMs, endMs, likely, NO_SHOT);
    }

    TestingSource at(String name, String video, long startMs, long endMs, double likely, int shot) {
        ObjectNode moment = Json.MAPPER.createObjectNode();
        moment.put("video_id", video).put("moment_id", modality + number++);
        moment.put("start_ms", startMs).put("end_ms", endMs);
        if (shot != NO_SHOT) {
            moment.put("shot", shot);
        }
        found.computeIfAbsent(name, any -> new ArrayList<>())
                .add(new Hit(FindingKind.MOMENT, likely, likely, likely, name, moment));
        return this;
    }

    /** Something that is no moment. */
    TestingSource seen(String name, String video, long startMs, long endMs, double likely) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        object.put("video_id", video).put("object_id", modality + number++);
        object.put("start_ms", startMs).put("end_ms", endMs);
        found.computeIfAbsent(name, any -> new ArrayList<>())
                .add(new Hit(FindingKind.OBJECT, likely, likely, likely, name, object));
        return this;
    }

    @Override
    public String modality() {
        return modality;
    }

    @Override
    public boolean knows(Subject subject) {
        return found.containsKey(name(subject));
    }

    private static String name(Subject subject) {
        return subject instanceof Subject.Words words
                ? words.text()
                : ((Subject.ClassName) subject).name();
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) {
        asked.incrementAndGet();
        scopes.add(scope);
        Set<String> videos = new HashSet<>();
        List<Hit> hits =
                found.get(name(sought.subject())).stream()
                        .filter(hit -> isIn(scope, hit))
                        .sorted(Comparator.comparingDouble(Hit::score).reversed())
                        .filter(hit -> videos.add(hit.videoId()) || !scope.byVideo())
                        .limit(depth)
                        .toList();
        return new Hits(hits, Optional.empty(), List.of());
    }

    private static boolean isIn(Scope scope, Hit hit) {
        return (scope.videoIds().isEmpty() || scope.videoIds().contains(hit.videoId()))
                && !scope.passedOver().contains(hit.videoId())
                && (scope.stretches().isEmpty()
                        || scope.stretches().stream()
                                .anyMatch(
                                        s ->
                                                s.videoId().equals(hit.videoId())
                                                        && s.startMs() < hit.endMs()
                                                        && s.endMs() > hit.startMs()));
    }
}

package io.zoetrope.query.generate.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.generate.Material;
import io.zoetrope.query.generate.Question;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Sign;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.ClauseRules;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.search.ClauseSearch;
import io.zoetrope.query.search.SearchResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what an answer may rest on: by the service's own search, or, if whatever is there is asked
 * for, by going through the video. Nothing is decoded. Thread-safe.
 */
public final class Retrieval {
    private static final Logger LOG = LoggerFactory.getLogger(Retrieval.class);

    /** From which on something is likely what is asked for. */
    public static final double LIKELY = 0.5;

    /** Stretches that an answer rests on, at most. */
    static final int MOST_SCENES = 12;

    /** That chapters are found by. */
    private static final int MOST_STEPS = 300;

    private static final List<FindingKind> SIGNS =
            List.of(FindingKind.LINE, FindingKind.TEXT, FindingKind.OBJECT, FindingKind.SOUND);

    private final ClauseSearch search;
    private final SceneReader reader;
    private final CaptionSigns captions;

    public Retrieval(ClauseSearch search, SceneReader reader, CaptionSigns captions) {
        this.search = search;
        this.reader = reader;
        this.captions = captions;
    }

    /**
     * @return without scenes if nothing is likely what is asked for
     * @throws IOException if OpenSearch does not answer
     */
    public Material find(Question question) throws IOException {
        Set<Degraded> degraded = new LinkedHashSet<>();
        List<Scene> scenes =
                question.goesThrough() ? through(question, degraded) : searched(question, degraded);
        if (scenes.isEmpty()) {
            return new Material(List.of(), List.copyOf(degraded));
        }
        for (FindingKind kind : SIGNS) {
            scenes = withSigns(question.tenant(), scenes, kind, degraded);
        }
        scenes = captions.tell(question.tenant(), scenes, degraded);
        if (!question.goesThrough() && question.search().isEmpty()) {
            scenes = scenes.stream().filter(s -> Support.isIn(s, question.wording())).toList();
        }
        return new Material(scenes, List.copyOf(degraded));
    }

    private List<Scene> through(Question question, Set<Degraded> degraded) throws IOException {
        List<Scene> moments =
                reader.moments(question.tenant(), question.video().orElseThrow(), degraded);
        if (!question.wantsChapters() || moments.isEmpty()) {
            return Overview.of(moments, MOST_SCENES);
        }
        List<Scene> steps = Overview.of(moments, MOST_STEPS);
        return Chapters.of(
                steps,
                reader.looks(
                        question.tenant(), steps.stream().map(Scene::momentId).toList(), degraded));
    }

    /** Without one kind an answer still has the others. */
    private List<Scene> withSigns(
            String tenant, List<Scene> scenes, FindingKind kind, Set<Degraded> degraded) {
        try {
            return reader.withSigns(tenant, scenes, kind, degraded);
        } catch (IOException e) {
            LOG.warn("an answer does without {}", kind.alias(), e);
            degraded.add(new Degraded(kind.alias(), "unavailable"));
            return scenes;
        }
    }

    private List<Scene> searched(Question question, Set<Degraded> degraded) throws IOException {
        SearchRequest request = question.search().orElse(null);
        if (request == null) {
            request = request(question);
        }
        ClauseSearch.Answer answer =
                search.find(question.tenant(), ClauseRules.of(request, Map.of()));
        degraded.addAll(answer.degraded());
        List<Scene> scenes = new ArrayList<>();
        for (SearchResponse.Found found : answer.moments()) {
            if (found.score() >= LIKELY && scenes.size() < MOST_SCENES) {
                Scene scene = scene(found);
                question.video()
                        .map(scene::within)
                        .orElse(Optional.of(scene))
                        .ifPresent(scenes::add);
            }
        }
        return scenes;
    }

    private static SearchRequest request(Question question) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.putObject("query").put("text", question.wording().content());
        request.put("limit", 2 * MOST_SCENES);
        question.wording().only().ifPresent(k -> request.putArray("modalities").add(k.modality()));
        question.video()
                .ifPresent(
                        video -> {
                            ObjectNode filter = request.putObject("filter");
                            filter.putArray("video_id").add(video.videoId());
                            filter.putObject("start_ms").put("lte", video.endMs() - 1);
                            filter.putObject("end_ms").put("gte", video.startMs() + 1);
                        });
        try {
            return Json.MAPPER.treeToValue(request, SearchRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a search of words is a search", e);
        }
    }

    private static Scene scene(SearchResponse.Found found) {
        List<Sign> signs = new ArrayList<>();
        double looked = 0;
        for (SearchResponse.Match match : found.matches()) {
            if (match.source().equals(Modality.VISUAL)) {
                looked = Math.max(looked, match.confidence());
            } else {
                signs.add(sign(match));
            }
        }
        return new Scene(
                found.videoId(),
                found.title(),
                found.momentId(),
                found.startMs(),
                found.endMs(),
                found.score(),
                looked,
                signs);
    }

    private static Sign sign(SearchResponse.Match match) {
        Sign.Kind kind =
                switch (match.source()) {
                    case Modality.DIALOGUE -> Sign.Kind.LINE;
                    case Modality.TEXT -> Sign.Kind.TEXT;
                    case Modality.AUDIO -> Sign.Kind.SOUND;
                    default -> Sign.Kind.OBJECT;
                };
        String words = match.why() == null ? "" : match.why();
        return Sign.there(kind, words, match.startMs(), match.endMs(), 0).asked(match.confidence());
    }
}

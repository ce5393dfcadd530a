package io.zoetrope.query.generate.evidence;

import io.zoetrope.domain.Vector;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Sign;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.route.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells scenes by what their cached vectors show. A decoder says something of every picture, so
 * each caption is searched for among the scenes: one that its own scene is not a likely result of
 * is not believed. Thread-safe.
 */
public final class CaptionSigns {
    private static final Logger LOG = LoggerFactory.getLogger(CaptionSigns.class);

    private final Optional<Captions> captions;
    private final SceneReader reader;
    private final Router router;

    /**
     * @param captions left aside if they do not tell vectors of the encoder's space
     */
    public CaptionSigns(
            Optional<Captions> captions, QueryEncoder encoder, SceneReader reader, Router router) {
        this.captions = captions.filter(c -> c.space().equals(encoder.space()));
        this.reader = reader;
        this.router = router;
    }

    /** The same scenes, with those captions that are believed. */
    List<Scene> tell(String tenant, List<Scene> scenes, Set<Degraded> degraded) {
        List<String> moments =
                scenes.stream().map(Scene::momentId).filter(Objects::nonNull).distinct().toList();
        if (captions.isEmpty() || moments.isEmpty()) {
            return scenes;
        }
        try {
            Map<String, Sign> told = told(tenant, scenes, moments, degraded);
            return scenes.stream().map(scene -> with(scene, told)).toList();
        } catch (IOException e) {
            LOG.warn("an answer does without captions", e);
            degraded.add(new Degraded("captions", "unavailable"));
            return scenes;
        }
    }

    private static Scene with(Scene scene, Map<String, Sign> told) {
        Sign caption = told.get(scene.momentId());
        if (caption == null) {
            return scene;
        }
        return scene.with(
                List.of(
                        Sign.there(
                                Sign.Kind.CAPTION,
                                caption.words(),
                                scene.startMs(),
                                scene.endMs(),
                                caption.confidence())));
    }

    /** By moment. */
    private Map<String, Sign> told(
            String tenant, List<Scene> scenes, List<String> moments, Set<Degraded> degraded)
            throws IOException {
        Map<String, Vector> looks = reader.looks(tenant, moments, degraded);
        List<String> known = moments.stream().filter(looks::containsKey).toList();
        if (known.isEmpty()) {
            return Map.of();
        }
        List<String> sentences =
                captions.orElseThrow().describe(known.stream().map(looks::get).toList());
        Map<String, Map<String, Double>> likely =
                likely(tenant, scenes, known, new LinkedHashSet<>(sentences));
        Map<String, Sign> told = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            String sentence = sentences.get(i);
            double confidence =
                    likely.getOrDefault(sentence, Map.of()).getOrDefault(known.get(i), 0.0);
            if (confidence >= Retrieval.LIKELY) {
                told.put(known.get(i), Sign.there(Sign.Kind.CAPTION, sentence, 0, 0, confidence));
            }
        }
        return told;
    }

    /** How likely each sentence finds each moment. */
    private Map<String, Map<String, Double>> likely(
            String tenant, List<Scene> scenes, List<String> moments, Set<String> sentences)
            throws IOException {
        Scope scope =
                Scope.of(tenant, SearchRequest.Filter.NONE)
                        .only(moments, scenes.stream().map(Scene::videoId).distinct().toList());
        List<Sought> sought = new ArrayList<>();
        for (String sentence : sentences) {
            if (!sentence.isBlank()) {
                sought.add(Sought.text(sentence, sentence, List.of(Modality.VISUAL)));
            }
        }
        Map<String, Map<String, Double>> likely = new HashMap<>();
        for (Router.Part part : router.ask(scope, sought, moments.size()).parts()) {
            Map<String, Double> hits =
                    likely.computeIfAbsent(part.sought().name(), k -> new HashMap<>());
            for (Hit hit : part.hits()) {
                hits.merge(hit.id(), hit.confidence(), Math::max);
            }
        }
        return likely;
    }
}

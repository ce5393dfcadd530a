package io.zoetrope.query.generate.grounded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.query.generate.AnswerFormat;
import io.zoetrope.query.generate.Citation;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Sign;
import io.zoetrope.query.generate.evidence.Retrieval;
import io.zoetrope.query.http.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The presets' documents, of scenes; the same scenes give the same document. */
final class Documents {
    private static final int MOST_HIGHLIGHTS = 5;
    private static final int LONGEST_TITLE = 80;

    /** What one thing adds to a scene that shows nothing else; the more there is, the less. */
    private static final Map<Sign.Kind, Double> SALIENCE =
            Map.of(
                    Sign.Kind.LABEL, 0.5,
                    Sign.Kind.LINE, 0.3,
                    Sign.Kind.TEXT, 0.25,
                    Sign.Kind.OBJECT, 0.2,
                    Sign.Kind.SOUND, 0.15,
                    Sign.Kind.CAPTION, 0.1);

    /** With the scenes that it is made of. */
    record Document(ObjectNode content, List<Citation> citations) {}

    private Documents() {}

    /**
     * @param asked whether the scenes are what was asked for, and not only what there is
     */
    static Document of(AnswerFormat.Preset preset, List<Scene> scenes, boolean asked) {
        return switch (preset) {
            case CHAPTERS -> document(preset, inTime(scenes), Documents::chapter);
            case SEGMENTS -> document(preset, inTime(scenes), Documents::segment);
            case HIGHLIGHTS ->
                    document(preset, best(scenes, asked), scene -> highlight(scene, asked));
        };
    }

    private static Document document(
            AnswerFormat.Preset preset, List<Scene> scenes, Function<Scene, ObjectNode> item) {
        ObjectNode content = Json.MAPPER.createObjectNode();
        ArrayNode items = content.putArray(preset.wireName());
        scenes.forEach(scene -> items.add(item.apply(scene)));
        return new Document(content, scenes.stream().map(Scene::citation).distinct().toList());
    }

    private static List<Scene> inTime(List<Scene> scenes) {
        return scenes.stream()
                .sorted(
                        Comparator.comparing(Scene::videoId)
                                .thenComparingLong(Scene::startMs)
                                .thenComparingLong(Scene::endMs))
                .toList();
    }

    private static List<Scene> best(List<Scene> scenes, boolean asked) {
        List<Scene> best = new ArrayList<>(inTime(scenes));
        best.sort(Comparator.comparingDouble((Scene scene) -> -score(scene, asked)));
        return best.subList(0, Math.min(best.size(), MOST_HIGHLIGHTS));
    }

    private static double score(Scene scene, boolean asked) {
        return asked ? scene.score() : salience(scene);
    }

    /** How much there is to see, hear and read: 1 - Π(1 - weight · confidence), each thing once. */
    private static double salience(Scene scene) {
        Map<String, Double> things =
                scene.signs().stream()
                        .collect(
                                Collectors.toMap(
                                        sign -> sign.kind() + " " + sign.words(),
                                        sign -> SALIENCE.get(sign.kind()) * sign.confidence(),
                                        Math::max));
        double nothing = things.values().stream().reduce(1.0, (left, s) -> left * (1 - s));
        return 1 - nothing;
    }

    private static ObjectNode chapter(Scene scene) {
        ObjectNode chapter = Json.MAPPER.createObjectNode();
        chapter.put("title", title(scene));
        return place(chapter, scene);
    }

    private static ObjectNode highlight(Scene scene, boolean asked) {
        ObjectNode highlight = chapter(scene);
        return highlight.put("score", score(scene, asked));
    }

    private static ObjectNode segment(Scene scene) {
        ObjectNode segment = place(Json.MAPPER.createObjectNode(), scene);
        segment.put("score", scene.score());
        words(scene, Sign.Kind.CAPTION).stream()
                .findFirst()
                .ifPresent(c -> segment.put("caption", c));
        words(scene, Sign.Kind.LINE).forEach(segment.putArray("dialogue")::add);
        words(scene, Sign.Kind.TEXT).forEach(segment.putArray("text")::add);
        words(scene, Sign.Kind.OBJECT).forEach(segment.putArray("objects")::add);
        words(scene, Sign.Kind.LABEL).forEach(segment.putArray("labels")::add);
        words(scene, Sign.Kind.SOUND).forEach(segment.putArray("sounds")::add);
        return segment;
    }

    private static ObjectNode place(ObjectNode item, Scene scene) {
        item.put("video_id", scene.videoId());
        if (scene.momentId() != null) {
            item.put("moment_id", scene.momentId());
        }
        return item.put("start_ms", scene.startMs()).put("end_ms", scene.endMs());
    }

    /** What is seen, said or written in it, whichever is known first. */
    private static String title(Scene scene) {
        for (Sign.Kind kind :
                List.of(
                        Sign.Kind.LABEL,
                        Sign.Kind.CAPTION,
                        Sign.Kind.LINE,
                        Sign.Kind.TEXT,
                        Sign.Kind.OBJECT,
                        Sign.Kind.SOUND)) {
            List<String> words = words(scene, kind);
            if (!words.isEmpty()) {
                boolean names = kind == Sign.Kind.OBJECT || kind == Sign.Kind.LABEL;
                return cut(names ? String.join(", ", words) : words.get(0));
            }
        }
        return "From " + Sentences.time(scene.startMs());
    }

    private static List<String> words(Scene scene, Sign.Kind kind) {
        return scene.signs().stream()
                .filter(s -> s.kind() == kind && s.confidence() >= Retrieval.LIKELY)
                .map(Sign::words)
                .filter(words -> !words.isBlank())
                .distinct()
                .toList();
    }

    private static String cut(String title) {
        return title.length() <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE / 2)) + " …";
    }
}

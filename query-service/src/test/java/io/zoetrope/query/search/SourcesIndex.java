package io.zoetrope.query.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.TestingServers;
import java.io.IOException;
import java.util.function.Consumer;

/** A film in which each source finds something, and a landscape. */
final class SourcesIndex {
    private SourcesIndex() {}

    /** In place of whatever stands there. */
    static void fill() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        moment(index, "film", 0, "sea", 0);
        moment(index, "film", 2000, "sea", 0);
        moment(index, "film", 4000, "grass", 1);
        // Of words that the encoder does not know this is the nearest.
        moment(index, "landscape", 0, "meadow", 0);
        object(index, 0, 0, 4000, "person", 0, "red");
        object(index, 1, 4100, 5900, "car", 1, "red blue");
        object(index, 2, 4000, 6000, "dog", 1, "green");
        goose(index, 3, 3000, 4500, 4400);
        goose(index, 4, 4400, 5600, 4700);
        goose(index, 5, 5500, 6000, 5600);
        sound(index, 0, 0, "Bell", "night");
        sound(index, 1, 4000, "Dog barking", "cat");
        line(index, 0, 2100, 3900, "We meet at midnight, under the bridge.", "night");
        line(index, 1, 4000, 6000, "Nobody came, \u4e3f.", "grass");
        // The accent in its letter, as the job writes it.
        line(index, 2, 5000, 6000, "Un caf\u00e9 noir.", "grass");
        text(index, 0, 4000, 6000, "EXIT only", "boat");
        index.flush();
    }

    private static void moment(
            TestingIndex index, String video, long startMs, String looks, int shot) {
        index.moment("default", video, startMs, looks, m -> m.put("shot", shot));
    }

    private static void object(
            TestingIndex index,
            int i,
            long startMs,
            long endMs,
            String name,
            int shot,
            String looks) {
        Consumer<ObjectNode> fields =
                o ->
                        o.put("object_id", "o" + i)
                                .put("object_class", name)
                                .put("score", 0.9)
                                .put("shot", shot)
                                .put("last_shot", shot);
        index.finding(
                FindingKind.OBJECT,
                "default",
                "film",
                i,
                startMs,
                endMs,
                fields.andThen(vector("appearance", looks)));
    }

    /** Whose looks nobody knows. */
    private static void goose(TestingIndex index, int i, long startMs, long endMs, long bestMs) {
        index.finding(
                FindingKind.OBJECT,
                "default",
                "film",
                i,
                startMs,
                endMs,
                o ->
                        o.put("object_id", "o" + i)
                                .put("object_class", "goose")
                                .put("score", 0.9)
                                .put("best_ms", bestMs));
    }

    private static void sound(TestingIndex index, int i, long startMs, String name, String like) {
        Consumer<ObjectNode> fields =
                s -> {
                    s.put("sound_id", "s" + i).putArray("sound_classes").add("Noise").add(name);
                    s.putArray("sound_scores").add(0.1).add(0.9);
                };
        index.finding(
                FindingKind.SOUND,
                "default",
                "film",
                i,
                startMs,
                startMs + 1000,
                fields.andThen(vector("vector", like)));
    }

    private static void line(
            TestingIndex index, int i, long startMs, long endMs, String text, String like) {
        Consumer<ObjectNode> fields = l -> l.put("line_id", "l" + i).put("text", text);
        index.finding(
                FindingKind.LINE,
                "default",
                "film",
                i,
                startMs,
                endMs,
                fields.andThen(vector("vector", like)));
    }

    private static void text(
            TestingIndex index, int i, long startMs, long endMs, String text, String like) {
        Consumer<ObjectNode> fields = t -> t.put("text_id", "t" + i).put("text", text);
        index.finding(
                FindingKind.TEXT,
                "default",
                "film",
                i,
                startMs,
                endMs,
                fields.andThen(vector("vector", like)));
    }

    private static Consumer<ObjectNode> vector(String field, String words) {
        return document -> {
            for (float value : TestingQueryEncoder.vector(words).values()) {
                document.withArray(field).add(value);
            }
        };
    }
}

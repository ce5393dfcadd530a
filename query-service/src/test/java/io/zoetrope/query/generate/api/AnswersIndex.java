package io.zoetrope.query.generate.api;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import java.io.IOException;

/**
 * Two videos of one tenant, one of another and one that is not ready, with all kinds of findings.
 */
final class AnswersIndex {
    private AnswersIndex() {}

    /** In place of whatever stands there. */
    static void fill() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.video("default", "v1", "ready", v -> v.put("searchable_at", "2026-01-02T03:04:06Z"))
                .video(
                        "default",
                        "v2",
                        "ready",
                        v -> v.put("searchable_at", "2026-01-02T03:04:06Z"))
                .video("default", "new", "indexing", v -> {})
                .video("other", "v9", "ready", v -> v.put("searchable_at", "2026-01-02T03:04:06Z"));
        for (int i = 0; i < 3; i++) {
            index.moment("default", "v1", i * 2000L, i == 1 ? "red car" : "blue sea boat");
        }
        index.moment("default", "v2", 0, "green grass cat").moment("other", "v9", 0, "red car");
        index.finding(
                        FindingKind.OBJECT,
                        "default",
                        "v1",
                        0,
                        2100,
                        3500,
                        o ->
                                o.put("object_id", "o1")
                                        .put("object_class", "car")
                                        .put("score", 0.9)
                                        .put("shot", 0)
                                        .put("last_shot", 0)
                                        .withArray("labels")
                                        .add("my car"))
                .finding(
                        FindingKind.LINE,
                        "default",
                        "v1",
                        0,
                        4200,
                        5200,
                        l ->
                                l.put("line_id", "l1")
                                        .put("text", "Somebody stole the crown jewels")
                                        .put("speaker", "Anna")
                                        .put("source", "sidecar"))
                .finding(
                        FindingKind.TEXT,
                        "default",
                        "v1",
                        0,
                        100,
                        1900,
                        t ->
                                t.put("text_id", "t1")
                                        .put("text", "EXIT <b>\"now\"</b>")
                                        .put("confidence", 0.95))
                .finding(
                        FindingKind.SOUND,
                        "default",
                        "v1",
                        0,
                        0,
                        1000,
                        s -> {
                            s.put("sound_id", "s1").put("silent", false);
                            s.withArray("sound_classes").add("bell");
                            s.withArray("sound_scores").add(0.8);
                        })
                .finding(
                        FindingKind.LINE,
                        "other",
                        "v9",
                        0,
                        0,
                        1000,
                        l ->
                                l.put("line_id", "l9")
                                        .put("text", "a secret")
                                        .put("source", "speech"));
        index.flush();
    }
}

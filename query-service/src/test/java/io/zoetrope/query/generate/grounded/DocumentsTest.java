package io.zoetrope.query.generate.grounded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.generate.AnswerFormat;
import io.zoetrope.query.generate.GeneratorProblem;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Sign;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentsTest {
    @ParameterizedTest
    @EnumSource(AnswerFormat.Preset.class)
    void areAsTheirSchemaSaysWhateverThereIs(AnswerFormat.Preset preset) throws GeneratorProblem {
        AnswerFormat format = AnswerFormat.of(preset);
        for (int seed = 0; seed < 50; seed++) {
            List<Scene> scenes = scenes(new Random(seed));
            Documents.Document document = Documents.of(preset, scenes, seed % 2 == 0);
            assertThat(format.schema().problem(document.content(), () -> true)).isEmpty();
            assertThat(document.citations()).hasSizeLessThanOrEqualTo(scenes.size());
            List<Scene> shuffled = new ArrayList<>(scenes);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(Documents.of(preset, shuffled, seed % 2 == 0)).isEqualTo(document);
        }
    }

    @Test
    void highlightsAreWhereMostIsKnown() {
        Scene dull = Scene.ofAnything("v", "", "m0", 0, 2_000);
        Scene lively =
                Scene.ofAnything("v", "", "m1", 2_000, 4_000)
                        .with(
                                List.of(
                                        Sign.there(Sign.Kind.LINE, "Stop, thief!", 2_000, 3_000, 1),
                                        Sign.there(Sign.Kind.OBJECT, "car", 2_000, 3_000, 0.9)));
        Scene unsure =
                Scene.ofAnything("v", "", "m2", 4_000, 6_000)
                        .with(List.of(Sign.there(Sign.Kind.OBJECT, "car", 4_000, 5_000, 0.2)));
        JsonNode highlights =
                Documents.of(AnswerFormat.Preset.HIGHLIGHTS, List.of(dull, lively, unsure), false)
                        .content()
                        .path("highlights");
        assertThat(highlights.findValuesAsText("moment_id")).containsExactly("m1", "m2", "m0");
        assertThat(highlights.at("/0/title").asText()).isEqualTo("Stop, thief!");
        assertThat(highlights.at("/2/title").asText()).isEqualTo("From 0:00");
        JsonNode segments =
                Documents.of(AnswerFormat.Preset.SEGMENTS, List.of(unsure, lively), true)
                        .content()
                        .path("segments");
        assertThat(segments.at("/0/dialogue/0").asText()).isEqualTo("Stop, thief!");
        assertThat(segments.at("/1/objects")).isEmpty();
    }

    private static List<Scene> scenes(Random random) {
        List<Scene> scenes = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            long start = i * 1_000L + random.nextInt(500);
            List<Sign> signs = new ArrayList<>();
            for (Sign.Kind kind : Sign.Kind.values()) {
                if (random.nextBoolean()) {
                    String words = random.nextInt(5) == 0 ? "" : "é\"<\n😀 ".repeat(1 + i * 20);
                    signs.add(Sign.there(kind, words, start, start + 10, random.nextDouble()));
                }
            }
            Scene scene =
                    new Scene(
                            "v" + random.nextInt(2),
                            "",
                            random.nextBoolean() ? "m" + i : null,
                            start,
                            start + 1_000,
                            random.nextDouble(),
                            0,
                            signs);
            scenes.add(scene);
        }
        return scenes;
    }
}

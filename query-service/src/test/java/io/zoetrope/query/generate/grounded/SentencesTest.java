package io.zoetrope.query.generate.grounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.generate.Citation;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Sign;
import io.zoetrope.query.generate.TestingQuestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
    private static final Sign CAPTION =
            Sign.there(Sign.Kind.CAPTION, "a red car on a road", 0, 2_000, 0.9);

    @Test
    void saysWhatWasFoundAndWhatIsSeen() {
        Scene scene =
                scene(
                        0.9,
                        0.8,
                        CAPTION,
                        Sign.there(Sign.Kind.OBJECT, "car", 100, 900, 0.7).asked(0.8));
        assertThat(texts("Where is a car?", scene))
                .containsExactly(
                        "From 0:00 to 0:02: a car is seen; and the picture shows a red car on a road.");
        assertThat(
                        Sentences.of(TestingQuestions.of("Where is a car?"), List.of(scene))
                                .get(0)
                                .citations())
                .containsExactly(
                        new Citation("v", 100, 900, "m"), new Citation("v", 0, 2_000, "m"));
    }

    @Test
    void whatIsNotLikelyIsNotSaid() {
        assertThat(texts("What happens?", scene(1, 0))).isEmpty();
        assertThat(
                        texts(
                                "What happens?",
                                scene(1, 0, Sign.there(Sign.Kind.OBJECT, "cat", 0, 9, 0.3))))
                .isEmpty();
        assertThat(texts("Where is a red boat?", scene(0.7, 0.7)))
                .containsExactly("From 0:00 to 0:02: the picture looks like “red boat”.");
    }

    @Test
    void neighboursThatShowTheSameAreOneSentence() {
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            scenes.add(
                    Scene.ofAnything("v", "", "m" + i, i * 1_000L, (i + 1) * 1_000L)
                            .with(
                                    List.of(
                                            Sign.there(
                                                    Sign.Kind.CAPTION,
                                                    i < 3 ? "a cat on grass" : "a boat at sea",
                                                    0,
                                                    1,
                                                    1))));
        }
        List<Sentences.Sentence> sentences =
                Sentences.of(TestingQuestions.of("What happens?"), scenes);
        assertThat(sentences)
                .extracting(Sentences.Sentence::text)
                .containsExactly(
                        "From 0:00 to 0:03: the picture shows a cat on grass.",
                        "From 0:03 to 0:04: the picture shows a boat at sea.");
        assertThat(sentences.get(0).citations()).hasSize(3);
    }

    /** Whatever videos say of themselves, every sentence is one line with a place. */
    @Test
    void holdsAnything() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            List<Sign> signs = new ArrayList<>();
            for (Sign.Kind kind : Sign.Kind.values()) {
                String words = "<script>$1\\E\\Q😀”“ ".repeat(random.nextInt(40));
                Sign sign = Sign.there(kind, words, random.nextInt(99), 100, random.nextDouble());
                signs.add(random.nextBoolean() ? sign.asked(random.nextDouble()) : sign);
            }
            Scene scene =
                    scene(random.nextDouble(), random.nextDouble(), signs.toArray(Sign[]::new));
            for (String prompt : List.of("What happens?", "red car", "What is said?")) {
                assertThat(Sentences.of(TestingQuestions.of(prompt), List.of(scene, scene)))
                        .allMatch(s -> !s.citations().isEmpty() && s.text().length() < 8_000);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0:00", "59999,0:59", "60000,1:00", "3599999,59:59", "3723000,1:02:03"})
    void timesAreAsAPlayerShowsThem(long ms, String time) {
        assertThat(Sentences.time(ms)).isEqualTo(time);
    }

    private static List<String> texts(String prompt, Scene... scenes) {
        return Sentences.of(TestingQuestions.of(prompt), List.of(scenes)).stream()
                .map(Sentences.Sentence::text)
                .toList();
    }

    private static Scene scene(double score, double looked, Sign... signs) {
        return new Scene("v", "", "m", 0, 2_000, score, looked, List.of(signs));
    }
}

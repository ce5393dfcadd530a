package io.zoetrope.query.generate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Vector;
import io.zoetrope.query.generate.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaptersTest {
    private static final int DIMENSION = 16;
    private static final long STEP_MS = 2_000;

    /** Steps of each place, one letter each; the truth is where the letter changes. */
    @ParameterizedTest
    @CsvSource({
        "aaaaaaaaaabbbbbbbbbbcccccccccc, 20000 40000",
        "aaaaaaaaaaaabbbbaaaaaaaaaaaa, 24000 32000",
        "aaaaaaaaaaaaaaaa, ''",
        "a, ''",
        "ab, ''",
        "aaaabbbb, 8000"
    })
    void bordersAreWherePicturesChange(String places, String borders) {
        Random random = new Random(7);
        List<Scene> steps = new ArrayList<>();
        Map<String, Vector> looks = new HashMap<>();
        for (int i = 0; i < places.length(); i++) {
            steps.add(Scene.ofAnything("v", "", "m" + i, i * STEP_MS, (i + 1) * STEP_MS));
            looks.put("m" + i, near(places.charAt(i), random));
        }
        List<Scene> chapters = Chapters.of(steps, looks);
        assertWhole(steps, chapters);
        List<String> found =
                chapters.stream().skip(1).map(c -> Long.toString(c.startMs())).toList();
        assertThat(String.join(" ", found)).isEqualTo(borders);
    }

    @Test
    void noChapterIsShorterThanATwentieth() {
        Random random = new Random(1);
        List<Scene> steps = new ArrayList<>();
        Map<String, Vector> looks = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            steps.add(Scene.ofAnything("v", "", "m" + i, i * STEP_MS, (i + 1) * STEP_MS));
            looks.put("m" + i, near((char) ('a' + random.nextInt(10)), random));
        }
        List<Scene> chapters = Chapters.of(steps, looks);
        assertWhole(steps, chapters);
        assertThat(chapters).hasSizeBetween(5, 20);
        assertThat(chapters).allMatch(c -> c.endMs() - c.startMs() >= 300 * STEP_MS / 20);
    }

    @Test
    void withoutPicturesThereIsOneChapter() {
        List<Scene> steps = List.of(Scene.ofAnything("v", "", "m", 0, 9_000));
        assertThat(Chapters.of(steps, Map.of())).hasSize(1);
        assertThat(Chapters.of(List.of(), Map.of())).isEmpty();
    }

    private static void assertWhole(List<Scene> steps, List<Scene> chapters) {
        assertThat(chapters.get(0).startMs()).isEqualTo(steps.get(0).startMs());
        assertThat(chapters.get(chapters.size() - 1).endMs())
                .isEqualTo(steps.get(steps.size() - 1).endMs());
        for (int i = 1; i < chapters.size(); i++) {
            assertThat(chapters.get(i).startMs()).isEqualTo(chapters.get(i - 1).endMs());
        }
    }

    private static Vector near(char place, Random random) {
        float[] values = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = 0.02f * (float) random.nextGaussian();
        }
        values[place - 'a'] = 1;
        return new Vector(values);
    }
}

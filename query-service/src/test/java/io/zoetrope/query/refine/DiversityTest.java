package io.zoetrope.query.refine;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.combine.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DiversityTest {
    private static Combined result(String id, double score) {
        Span place = new Span("q", "visual", "v", id, true, 0, 0, 1, score);
        return new Combined(score, List.of(place), List.of(place));
    }

    private static double sameLetter(Combined a, Combined b) {
        return id(a).charAt(0) == id(b).charAt(0) ? 1 : 0;
    }

    private static String id(Combined result) {
        return result.places().get(0).id();
    }

    @Test
    void whatIsAlikeStandsBehindWhatDiffers() {
        List<Combined> results =
                List.of(result("a1", .9), result("a2", .88), result("a3", .8), result("b1", .7));
        assertThat(Diversity.order(results, 0, 4, DiversityTest::sameLetter)).isEqualTo(results);
        assertThat(Diversity.order(results, .5, 4, DiversityTest::sameLetter))
                .extracting(DiversityTest::id)
                .containsExactly("a1", "b1", "a2", "a3");
        assertThat(Diversity.order(results, .5, 1, DiversityTest::sameLetter))
                .as("behind the shown ones the order stays")
                .extracting(DiversityTest::id)
                .containsExactly("a1", "a2", "a3", "b1");
    }

    @RepeatedTest(20)
    void choosesAsTheDefinitionSays(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Combined> results = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            results.add(result((char) ('a' + random.nextInt(4)) + "" + i, random.nextDouble()));
        }
        double share = random.nextDouble();
        List<Combined> ordered = Diversity.order(results, share, 12, DiversityTest::sameLetter);
        assertThat(ordered).containsExactlyInAnyOrderElementsOf(results);
        for (int i = 0; i < ordered.size(); i++) {
            List<Combined> before = ordered.subList(0, i);
            Comparator<Combined> worth =
                    Comparator.comparingDouble(
                            r ->
                                    (1 - share) * r.score()
                                            - share
                                                    * before.stream()
                                                            .mapToDouble(b -> sameLetter(r, b))
                                                            .max()
                                                            .orElse(0));
            Combined chosen = ordered.get(i);
            assertThat(ordered.subList(i, ordered.size()))
                    .allMatch(other -> worth.compare(other, chosen) <= 0);
        }
    }
}

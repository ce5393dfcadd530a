package io.zoetrope.query.refine;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.combine.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Against brute force: what can be reached from the best one by single steps. */
class NeighboursTest {
    private static final int CASES = 2_000;

    @Test
    void fromTheBestOnNeighboursAreOneResult() {
        Random random = new Random(7);
        for (int i = 0; i < CASES; i++) {
            List<Combined> results = results(random);
            List<Combined> merged = Neighbours.merge(results);
            assertThat(groups(merged)).isEqualTo(bruteForce(results));
            assertThat(merged).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        }
    }

    @Test
    void aMergedResultLastsFromTheFirstToTheLast() {
        List<Combined> results =
                List.of(
                        result(0, 1, 2_000, 4_000, 0.9), result(0, 1, 4_000, 6_000, 0.8),
                        result(0, 1, 0, 2_000, 0.7), result(0, 2, 6_000, 8_000, 0.6));
        List<Combined> merged = Neighbours.merge(results);
        assertThat(merged).hasSize(2);
        assertThat(merged.get(0).startMs()).isZero();
        assertThat(merged.get(0).endMs()).isEqualTo(6_000);
        assertThat(merged.get(0).score()).isEqualTo(0.9);
        assertThat(merged.get(0).matches()).hasSize(3);
    }

    @Test
    void whatIsMuchWorseOrOfNoKnownShotStaysByItself() {
        List<Combined> results =
                List.of(
                        result(0, 1, 0, 2_000, 0.9), result(0, Span.NO_SHOT, 2_000, 4_000, 0.9),
                        result(0, Span.NO_SHOT, 4_000, 6_000, 0.9),
                                result(0, 1, 2_000, 4_000, 0.5));
        assertThat(Neighbours.merge(results)).containsExactlyElementsOf(results);
    }

    private static List<Set<String>> groups(List<Combined> merged) {
        return merged.stream()
                .map(r -> r.places().stream().map(Span::id).collect(Collectors.toSet()))
                .toList();
    }

    private static List<Set<String>> bruteForce(List<Combined> results) {
        List<Set<String>> groups = new ArrayList<>();
        Set<Combined> taken = new HashSet<>();
        for (Combined best : results) {
            if (!taken.add(best)) {
                continue;
            }
            List<Combined> group = new ArrayList<>(List.of(best));
            for (int i = 0; i < group.size(); i++) {
                for (Combined other : results) {
                    boolean joins =
                            sameShot(best, other)
                                    && other.score() >= Neighbours.NEARLY * best.score()
                                    && near(group.get(i), other);
                    if (joins && taken.add(other)) {
                        group.add(other);
                    }
                }
            }
            groups.add(group.stream().map(r -> r.places().get(0).id()).collect(Collectors.toSet()));
        }
        return groups;
    }

    private static boolean sameShot(Combined a, Combined b) {
        Span one = a.places().get(0);
        Span other = b.places().get(0);
        return one.videoId().equals(other.videoId())
                && one.shot() == other.shot()
                && one.shot() != Span.NO_SHOT;
    }

    private static boolean near(Combined a, Combined b) {
        return a.startMs() - b.endMs() <= Neighbours.TOUCH_MS
                && b.startMs() - a.endMs() <= Neighbours.TOUCH_MS;
    }

    private static List<Combined> results(Random random) {
        List<Combined> results = new ArrayList<>();
        for (int i = 0; i < random.nextInt(9); i++) {
            long start = random.nextInt(20) * 300L;
            results.add(
                    result(
                            random.nextInt(2),
                            random.nextInt(3) - 1,
                            start,
                            start + 300 + random.nextInt(3) * 300L,
                            random.nextInt(100) / 100.0 + i / 1e6));
        }
        results.sort((a, b) -> Double.compare(b.score(), a.score()));
        return results;
    }

    private static Combined result(int video, int shot, long startMs, long endMs, double score) {
        Span span =
                new Span(
                        "c",
                        "s",
                        "v" + video,
                        startMs + "-" + endMs + "-" + score,
                        true,
                        shot,
                        startMs,
                        endMs,
                        score);
        return new Combined(score, List.of(span), List.of(span));
    }
}

package io.zoetrope.query.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Against brute force: every choice of one span of each clause is tried. */
class CombinationTest {
    private static final int CASES = 2_000;

    @Test
    void andFindsTheBestThatIsCloseTogether() {
        Random random = new Random(1);
        for (int i = 0; i < CASES; i++) {
            List<Found> clauses = clauses(random);
            long within = random.nextInt(4);
            assertSame(
                    Combination.and(clauses, within),
                    bruteForce(clauses, chosen -> isTogether(chosen, within)),
                    clauses);
        }
    }

    @Test
    void thenFindsTheBestThatFollows() {
        Random random = new Random(2);
        for (int i = 0; i < CASES; i++) {
            List<Found> clauses = clauses(random);
            long within = random.nextInt(4);
            assertSame(
                    Combination.then(clauses, within),
                    bruteForce(clauses, chosen -> follows(chosen, within)),
                    clauses);
        }
    }

    @Test
    void mustNotTakesAwayWhatOverlaps() {
        Random random = new Random(4);
        for (int i = 0; i < CASES; i++) {
            List<Combined> results = Places.of(clauses(random));
            List<Span> unwanted = clauses(random).get(0).spans();
            int part = random.nextInt(unwanted.size() + 1);
            Stretches together =
                    Stretches.of(unwanted.subList(0, part))
                            .and(Stretches.of(unwanted.subList(part, unwanted.size())));
            List<Combined> kept = Combination.mustNot(results, together);
            assertThat(together.byVideo()).isEqualTo(Stretches.of(unwanted).byVideo());
            for (Combined result : results) {
                boolean hit =
                        result.places().stream()
                                .anyMatch(m -> unwanted.stream().anyMatch(u -> share(m, u)));
                assertThat(kept.contains(result)).isEqualTo(!hit);
            }
        }
    }

    /** Of all choices those without an unwanted span, and of these the best. */
    @Test
    void whatIsUnwantedLeavesRoomForTheNextBestChoice() {
        Random random = new Random(5);
        for (int i = 0; i < CASES; i++) {
            List<Found> clauses = clauses(random);
            List<Span> unwanted = clauses(random).get(0).spans();
            Predicate<List<Span>> clean =
                    chosen ->
                            chosen.stream()
                                    .noneMatch(c -> unwanted.stream().anyMatch(u -> share(c, u)));
            long within = random.nextInt(4);
            List<Found> left =
                    clauses.stream().map(c -> c.without(Stretches.of(unwanted))).toList();
            assertSame(
                    Combination.and(left, within),
                    bruteForce(clauses, clean.and(chosen -> isTogether(chosen, within))),
                    clauses);
            assertSame(
                    Combination.then(left, within),
                    bruteForce(clauses, clean.and(chosen -> follows(chosen, within))),
                    clauses);
        }
    }

    private static void assertSame(
            List<Combined> results, Map<Span, Double> expected, List<Found> clauses) {
        assertThat(results).isSortedAccordingTo(Combined.BEST_FIRST);
        assertThat(results).as(clauses.toString()).hasSameSizeAs(expected.keySet());
        for (Combined result : results) {
            assertThat(result.matches()).hasSameSizeAs(clauses);
            assertThat(result.score())
                    .as(clauses.toString())
                    .isCloseTo(expected.get(result.matches().get(0)), within(1e-12));
        }
    }

    /** The best score for each span of the first clause that has any valid choice. */
    private static Map<Span, Double> bruteForce(List<Found> clauses, Predicate<List<Span>> valid) {
        Map<Span, Double> best = new HashMap<>();
        choose(clauses, new ArrayList<>(), valid, best);
        return best;
    }

    private static void choose(
            List<Found> clauses,
            List<Span> chosen,
            Predicate<List<Span>> valid,
            Map<Span, Double> best) {
        if (chosen.size() == clauses.size()) {
            if (valid.test(chosen)) {
                double sum = 0;
                double weights = 0;
                for (int i = 0; i < chosen.size(); i++) {
                    sum += clauses.get(i).weight() * chosen.get(i).score();
                    weights += clauses.get(i).weight();
                }
                best.merge(chosen.get(0), sum / weights, Math::max);
            }
            return;
        }
        for (Span span : clauses.get(chosen.size()).spans()) {
            chosen.add(span);
            choose(clauses, chosen, valid, best);
            chosen.remove(chosen.size() - 1);
        }
    }

    private static boolean isTogether(List<Span> chosen, long within) {
        for (Span a : chosen) {
            for (Span b : chosen) {
                boolean apart =
                        a.endMs() + within < b.startMs() || b.endMs() + within < a.startMs();
                if (!a.videoId().equals(b.videoId()) || apart) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean follows(List<Span> chosen, long within) {
        for (int i = 1; i < chosen.size(); i++) {
            Span a = chosen.get(i - 1);
            Span b = chosen.get(i);
            if (!a.videoId().equals(b.videoId())
                    || b.startMs() <= a.startMs()
                    || b.startMs() - a.endMs() > within) {
                return false;
            }
        }
        return true;
    }

    private static boolean share(Span a, Span b) {
        for (long ms = a.startMs(); ms < a.endMs(); ms++) {
            if (a.videoId().equals(b.videoId()) && ms >= b.startMs() && ms < b.endMs()) {
                return true;
            }
        }
        return false;
    }

    private static List<Found> clauses(Random random) {
        List<Found> clauses = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int c = 0; c < count; c++) {
            List<Span> spans = new ArrayList<>();
            int size = random.nextInt(6);
            for (int s = 0; s < size; s++) {
                long start = random.nextInt(12);
                // What one clause finds twice would be a mistake of its searcher: ids differ.
                spans.add(
                        new Span(
                                "c" + c,
                                "s",
                                "v" + random.nextInt(2),
                                "m" + (s * 3 + random.nextInt(3)),
                                true,
                                Span.NO_SHOT,
                                start,
                                start + 1 + random.nextInt(4),
                                random.nextInt(100) / 100.0));
            }
            spans.sort((a, b) -> Double.compare(b.score(), a.score()));
            clauses.add(new Found("c" + c, 0.5 + random.nextInt(3), spans));
        }
        return clauses;
    }
}

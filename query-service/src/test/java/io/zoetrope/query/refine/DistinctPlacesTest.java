package io.zoetrope.query.refine;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.combine.Combination;
import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.combine.Found;
import io.zoetrope.query.combine.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DistinctPlacesTest {
    private static final int CASES = 2_000;

    @Test
    void aLineBesideThreePersonsIsOnePlace() {
        Found persons =
                found(
                        "who",
                        span("who", "p1", 0, 2, .9),
                        span("who", "p2", 1, 5, .8),
                        span("who", "p3", 0, 6, .9));
        Found line = found("said", span("said", "l", 1, 3, .95));
        List<Combined> results = DistinctPlaces.of(Combination.and(List.of(persons, line), 0));
        assertThat(results).hasSize(1);
        Combined place = results.get(0);
        assertThat(place.places()).extracting(Span::id).containsExactly("p1", "l");
        assertThat(place.endMs()).as("as the best has it").isEqualTo(3);
        assertThat(place.others()).containsExactly("p3", "p2");
        assertThat(place.matches()).extracting(Span::id).containsExactly("p1", "l", "p3", "p2");
    }

    @Test
    void ofWhatComesBeforeOneThingTheNextStandsForAllThatAreAsGood() {
        Found persons =
                found(
                        "who",
                        span("who", "p1", 0, 2, .9),
                        span("who", "p2", 4, 6, .9),
                        span("who", "p3", 8, 9, .9));
        Found text = found("text", span("text", "t", 10, 14, .9));
        List<Combined> results = DistinctPlaces.of(Combination.then(List.of(persons, text), 30));
        assertThat(results).hasSize(1);
        assertThat(results.get(0).startMs()).isEqualTo(8);
    }

    @Test
    void whatLiesInsideAndSharesNothingIsAPlaceOfItsOwn() {
        Combined far = together(.9, span("a", "a1", 0, 2, .9), span("b", "b1", 28, 30, .9));
        Combined inside = together(.8, span("a", "a2", 14, 16, .8), span("b", "b2", 14, 16, .8));
        assertThat(DistinctPlaces.of(List.of(inside, far))).containsExactly(far, inside);
    }

    @Test
    void whatSharesAClauseAndLittleTimeIsAPlaceOfItsOwn() {
        Combined one = together(.9, span("a", "a1", 0, 10, .9), span("b", "b", 9, 11, .9));
        Combined next = together(.8, span("a", "a2", 10, 30, .8), span("b", "b", 9, 11, .9));
        assertThat(DistinctPlaces.of(List.of(one, next))).containsExactly(one, next);
    }

    @Test
    void eachResultIsAPlaceOrTheSameAsABetterOne() {
        Random random = new Random(5);
        for (int i = 0; i < CASES; i++) {
            List<Found> clauses = List.of(dealt(random, "a"), dealt(random, "b"));
            long within = random.nextInt(6);
            List<Combined> all =
                    random.nextBoolean()
                            ? Combination.and(clauses, within)
                            : Combination.then(clauses, within);
            List<Combined> places = DistinctPlaces.of(all);
            assertThat(places).isSortedAccordingTo(Combined.BEST_FIRST);
            Set<String> known = new HashSet<>();
            for (Combined place : places) {
                assertThat(known.add(first(place))).isTrue();
                known.addAll(place.others());
                assertThat(places).noneMatch(o -> o != place && isOnePlace(o, place));
            }
            for (Combined result : all) {
                assertThat(known).contains(first(result));
                boolean stands = places.stream().anyMatch(p -> first(p).equals(first(result)));
                assertThat(places)
                        .as("a better one for " + result)
                        .anyMatch(
                                p ->
                                        stands && first(p).equals(first(result))
                                                || isOnePlace(p, result)
                                                        && p.score() >= result.score());
            }
        }
    }

    private static boolean isOnePlace(Combined a, Combined b) {
        long common = Math.min(a.endMs(), b.endMs()) - Math.max(a.startMs(), b.startMs());
        boolean share = false;
        for (int i = 0; i < a.places().size(); i++) {
            Span one = a.places().get(i);
            Span other = b.places().get(i);
            share |= one.id().equals(other.id()) || one.overlaps(other);
        }
        return a.videoId().equals(b.videoId())
                && share
                && common >= 0
                && 2 * common >= Math.min(a.lengthMs(), b.lengthMs());
    }

    private static String first(Combined result) {
        return result.places().get(0).id();
    }

    private static Found found(String clause, Span... spans) {
        return new Found(clause, 1, List.of(spans));
    }

    private static Combined together(double score, Span... spans) {
        return new Combined(score, List.of(spans), List.of(spans));
    }

    private static Span span(String clause, String id, long startMs, long endMs, double score) {
        return new Span(clause, "s", "v", id, false, Span.NO_SHOT, startMs, endMs, score);
    }

    private static Found dealt(Random random, String clause) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < random.nextInt(7); i++) {
            long start = random.nextInt(15);
            String video = "v" + random.nextInt(2);
            spans.add(
                    new Span(
                            clause,
                            "s",
                            video,
                            clause + i,
                            false,
                            Span.NO_SHOT,
                            start,
                            start + random.nextInt(6),
                            random.nextInt(4) / 4.0));
        }
        return new Found(clause, 1 + random.nextInt(2), spans);
    }
}

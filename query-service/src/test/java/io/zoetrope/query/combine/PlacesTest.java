package io.zoetrope.query.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against brute force: millisecond by millisecond, and every span with every place. */
class PlacesTest {
    private static final int CASES = 2_000;

    @Test
    void aPlaceIsWrongOnlyIfAllThatWasFoundThereIs() {
        Random random = new Random(5);
        for (int i = 0; i < CASES; i++) {
            List<Found> clauses = clauses(random);
            Map<String, Double> expected = new HashMap<>();
            bruteForce(clauses)
                    .forEach((place, spans) -> expected.put(place.id(), score(clauses, spans)));
            List<Combined> results = Places.of(clauses);
            assertThat(results).isSortedAccordingTo(Combined.BEST_FIRST);
            assertThat(results).as(clauses.toString()).hasSameSizeAs(expected.keySet());
            for (Combined result : results) {
                String id = result.places().get(0).id();
                assertThat(result.score()).isCloseTo(expected.get(id), within(1e-12));
                assertThat(result.score()).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void nothingThatWasFoundIsLostOrMadeUp() {
        Random random = new Random(6);
        for (int i = 0; i < CASES; i++) {
            List<Found> clauses = clauses(random);
            List<Span> all = clauses.stream().flatMap(c -> c.spans().stream()).toList();
            List<Combined> results = Places.of(clauses);
            for (Combined result : results) {
                assertThat(all).containsAll(result.matches());
                assertThat(result.matches()).isNotEmpty();
                assertThat(result.matches().stream().map(s -> s.clause() + s.source()))
                        .doesNotHaveDuplicates();
            }
            for (Span span : all) {
                assertThat(results.stream().anyMatch(r -> isAt(r.places().get(0), span))).isTrue();
            }
        }
    }

    @Test
    void oneSureSourceIsMoreThanManyUnsureOnes() {
        Span landscape = span("visual", "landscape", true, 0, 10, 0.4);
        Span person = span("object", "person", false, 20, 30, 0.9);
        Span personLooks = span("visual", "moment", true, 20, 30, 0.1);
        List<Combined> results =
                Places.of(List.of(new Found("c", 1, List.of(landscape, person, personLooks))));
        assertThat(results).hasSize(2);
        assertThat(results.get(0).places().get(0).id()).isEqualTo("moment");
        assertThat(results.get(0).score()).isCloseTo(1 - 0.1 * 0.9, within(1e-12));
        assertThat(results.get(0).matches()).containsExactlyInAnyOrder(person, personLooks);
    }

    /** A moment has a class, and an object of it is followed there. */
    @ParameterizedTest
    @CsvSource({"0.7, moment", "0.8, object", "0.9, object"})
    void ofWhatOneSourceKnowsTheSurestCounts(double object, String matched) {
        Span moment = span("object", "moment", true, 20, 30, 0.8);
        Span followed = span("object", "object", false, 22, 28, object);
        Combined result = Places.of(List.of(new Found("c", 1, List.of(moment, followed)))).get(0);
        assertThat(result.score()).isCloseTo(Math.max(0.8, object), within(1e-12));
        assertThat(result.places()).containsExactly(moment);
        assertThat(result.matches()).extracting(Span::id).containsExactly(matched);
    }

    private static Map<Span, List<Span>> bruteForce(List<Found> clauses) {
        List<Span> all =
                new ArrayList<>(clauses.stream().flatMap(c -> c.spans().stream()).toList());
        all.sort(
                Comparator.comparingDouble(Span::score)
                        .reversed()
                        .thenComparing(Span::videoId)
                        .thenComparing(Span::startMs)
                        .thenComparing(Span::id));
        Map<Span, List<Span>> places = new LinkedHashMap<>();
        all.stream()
                .filter(Span::moment)
                .filter(m -> places.keySet().stream().noneMatch(p -> p.id().equals(m.id())))
                .toList()
                .forEach(moment -> places.putIfAbsent(moment, new ArrayList<>()));
        Map<String, Span> byId = new HashMap<>();
        for (Span span : all) {
            if (span.moment()) {
                byId.putIfAbsent(span.id(), span);
            }
        }
        places.keySet().removeIf(place -> byId.get(place.id()) != place);
        for (Span span : all) {
            List<Span> at =
                    span.moment()
                            ? List.of(byId.get(span.id()))
                            : places.keySet().stream().filter(p -> isAt(p, span)).toList();
            at.forEach(place -> places.get(place).add(span));
            if (at.isEmpty()) {
                places.put(span, new ArrayList<>(List.of(span)));
            }
        }
        return places;
    }

    /** Half of the shorter one in common. */
    private static boolean isAt(Span place, Span span) {
        long common = 0;
        for (long ms = place.startMs(); ms < place.endMs(); ms++) {
            common += ms >= span.startMs() && ms < span.endMs() ? 1 : 0;
        }
        long shorter = Math.min(place.endMs() - place.startMs(), span.endMs() - span.startMs());
        return place.videoId().equals(span.videoId()) && 2 * common >= shorter;
    }

    private static double score(List<Found> clauses, List<Span> spans) {
        double most = clauses.stream().mapToDouble(Found::weight).max().orElseThrow();
        double wrong = 1;
        for (Found clause : clauses) {
            Map<String, Double> best = new HashMap<>();
            for (Span span : spans) {
                if (span.clause().equals(clause.clause())) {
                    best.merge(span.source(), span.score(), Math::max);
                }
            }
            for (double score : best.values()) {
                wrong *= Math.pow(1 - score, clause.weight() / most);
            }
        }
        return 1 - wrong;
    }

    private static List<Found> clauses(Random random) {
        List<Found> clauses = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int c = 0; c < count; c++) {
            List<Span> spans = new ArrayList<>();
            int size = random.nextInt(7);
            for (int s = 0; s < size; s++) {
                spans.add(random.nextBoolean() ? moment(random, c) : other(random, c, s));
            }
            clauses.add(new Found("c" + c, 0.5 + random.nextInt(3), once(spans)));
        }
        return clauses;
    }

    /** One source finds a thing once. */
    private static List<Span> once(List<Span> spans) {
        Map<String, Span> once = new LinkedHashMap<>();
        spans.forEach(span -> once.putIfAbsent(span.source() + span.id(), span));
        return List.copyOf(once.values());
    }

    /** Moments tile their video: the same id is the same stretch. */
    private static Span moment(Random random, int clause) {
        int video = random.nextInt(2);
        int number = random.nextInt(4);
        return new Span(
                "c" + clause,
                random.nextBoolean() ? "visual" : "object",
                "v" + video,
                "m" + video + "-" + number,
                true,
                0,
                number * 4,
                number * 4 + 4,
                random.nextInt(100) / 100.0);
    }

    private static Span other(Random random, int clause, int number) {
        long start = random.nextInt(18);
        return new Span(
                "c" + clause,
                List.of("dialogue", "text", "object").get(random.nextInt(3)),
                "v" + random.nextInt(2),
                "o" + clause + "-" + number,
                false,
                Span.NO_SHOT,
                start,
                start + 1 + random.nextInt(9),
                random.nextInt(100) / 100.0);
    }

    private static Span span(
            String source, String id, boolean moment, long startMs, long endMs, double score) {
        return new Span("c", source, "v", id, moment, Span.NO_SHOT, startMs, endMs, score);
    }
}

package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.combine.Span;
import io.zoetrope.query.combine.Stretches;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.SourceWeights;
import io.zoetrope.query.question.Subject;
import io.zoetrope.query.searchers.route.Router;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much is asked and kept of what must not be there. */
class UnwantedTest {
    private static final Scope ALL = Scope.of("t", SearchRequest.Filter.NONE);
    private static final Evidence NONE = new Evidence(List.of(), SourceWeights.EQUAL);

    private final TestingSource objects = new TestingSource(Modality.OBJECT);

    @AutoClose private final Router router = new Router(List.of(objects), Duration.ofSeconds(30));

    private final Set<Degraded> degraded = new HashSet<>();

    /** Of each of two clauses a source has more than it is asked for at first. */
    @ParameterizedTest
    @CsvSource({"0, 4", "3, 3", "5, 2"})
    void looksToTheEndAsLongAsThereIsTime(long secondsForEachLook, int asked) {
        for (int i = 0; i < 1_200; i++) {
            objects.at("car", "v", i, i + 1, .9).at("dog", "v", 5_000 + i, 5_001 + i, .9);
        }
        LongSupplier clock =
                LongStream.iterate(0, t -> t + Duration.ofSeconds(secondsForEachLook).toNanos())
                                .iterator()
                        ::nextLong;

        Stretches all = unwanted(clock, "car", "dog").anyAt(ALL, List.of(place("m")), NONE);

        assertThat(objects.scopes).hasSize(asked);
        assertThat(degraded.contains(Degraded.MUST_NOT_INCOMPLETE)).isEqualTo(asked < 4);
        assertThat(all.size()).as("joined where they touch").isEqualTo(2);
    }

    @Test
    void whatWasAskedAboutIsNotAskedAboutAgain() {
        objects.at("car", "v", 0, 10, .9);
        Unwanted unwanted = unwanted(() -> 0, "car");
        for (int i = 0; i < 3; i++) {
            Stretches all = unwanted.anyAt(ALL, List.of(place("m"), place("n")), NONE);
            assertThat(all.overlap(place("m"))).isTrue();
        }
        assertThat(objects.asked).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "61, 1"})
    void manyPlacesOfAVideoAreAskedAboutAsOne(int places, int asked) {
        objects.at("car", "v", 0, 10, .9);
        unwanted(() -> 0, "car").anyAt(ALL, places(places), NONE);
        assertThat(objects.scopes.get(0).stretches()).hasSize(asked);
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "13, 1"})
    void fewerAreManyIfSomeOfItIsWantedAfterAll(int places, int asked) {
        objects.at("car", "v", 0, 10, .9);
        Subject words = new Subject.Words("car", List.of("red"), "car", true);
        List<Sought> clauses = List.of(Sought.of("car", words, List.of(Modality.OBJECT)));
        new Unwanted(router, clauses, degraded, () -> 0).anyAt(ALL, places(places), NONE);
        assertThat(objects.scopes.get(0).stretches()).hasSize(asked);
    }

    private static List<Span> places(int count) {
        return IntStream.range(0, count).mapToObj(i -> place("m" + i, 2 * i, 2 * i + 1)).toList();
    }

    private Unwanted unwanted(LongSupplier clock, String... classes) {
        List<Sought> clauses =
                List.of(classes).stream()
                        .map(
                                name ->
                                        Sought.of(
                                                name,
                                                new Subject.ClassName(name),
                                                List.of(Modality.OBJECT)))
                        .toList();
        return new Unwanted(router, clauses, degraded, clock);
    }

    private static Span place(String id) {
        return place(id, 0, 10_000);
    }

    private static Span place(String id, long startMs, long endMs) {
        return new Span("c", Modality.VISUAL, "v", id, true, Span.NO_SHOT, startMs, endMs, 1);
    }
}

package io.zoetrope.query.search;

import io.zoetrope.query.combine.Span;
import io.zoetrope.query.combine.Stretches;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.route.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks for what must not be there: only at the times of what was found, once in a search for each,
 * and once more if a source has more of it there than is asked for at first. Kept of it are the
 * times at which it is, and what else is found may decide about.
 */
final class Unwanted {
    private static final int DEPTH = 1_000;

    /** What a result window holds, less the one more by which an index says that there is more. */
    private static final int MOST = 9_999;

    /**
     * Each is five conditions of the 1,024 that a query may have (a video and two ranges, which are
     * looked for in two ways each), and words take up to 700; what comes to more is joined.
     */
    static final int MOST_STRETCHES = 60;

    /** What is not wanted of the words takes up to 260 more. */
    static final int MOST_STRETCHES_WITH_NOT = 12;

    /** After this no further clause is looked for to the end. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    /** By what is known of a place whether it was asked about. */
    private record Place(String videoId, String id, boolean moment) {
        static Place of(Span span) {
            return new Place(span.videoId(), span.id(), span.moment());
        }
    }

    private final Router router;
    private final List<Sought> clauses;
    private final Set<Degraded> degraded;
    private final LongSupplier clock;
    private final long startNanos;
    private final Set<Place> asked = new HashSet<>();
    private final Map<String, Stretches> certain = new HashMap<>();
    private final Set<Suspect> suspects = new HashSet<>();

    /**
     * For one search.
     *
     * @param clauses by their names, of which several may have one
     * @param degraded takes what could not be looked at
     */
    Unwanted(Router router, List<Sought> clauses, Set<Degraded> degraded) {
        this(router, clauses, degraded, System::nanoTime);
    }

    /**
     * @param clock in nanoseconds
     */
    Unwanted(Router router, List<Sought> clauses, Set<Degraded> degraded, LongSupplier clock) {
        this.router = router;
        this.clauses = clauses;
        this.degraded = degraded;
        this.clock = clock;
        this.startNanos = clock.getAsLong();
    }

    boolean isNothing() {
        return clauses.isEmpty();
    }

    /**
     * @param found what it matters for
     * @param scope of the question; its filter does not matter
     * @param evidence of what is wanted, to compare with
     * @return by the clauses' names
     */
    Map<String, Stretches> at(Scope scope, List<Span> found, Evidence evidence) {
        List<Span> places = found.stream().filter(span -> asked.add(Place.of(span))).toList();
        if (!places.isEmpty()) {
            look(there(scope, found, places), evidence);
        }
        Map<String, Stretches> all = new HashMap<>(certain);
        add(suspects.stream().filter(evidence::isUnwanted), all);
        return all;
    }

    private static void add(Stream<Suspect> unwanted, Map<String, Stretches> all) {
        unwanted.map(Suspect::span)
                .collect(Collectors.groupingBy(Span::clause))
                .forEach((clause, spans) -> all.merge(clause, Stretches.of(spans), Stretches::and));
    }

    /** The same of all clauses together. */
    Stretches anyAt(Scope scope, List<Span> found, Evidence evidence) {
        return at(scope, found, evidence).values().stream().reduce(Stretches.NONE, Stretches::and);
    }

    private void look(Scope there, Evidence evidence) {
        Router.Answer answer = router.askBeside(there, clauses, DEPTH);
        take(answer, evidence);
        // One after the other: of each there may be thousands.
        for (Sought clause : more(answer, DEPTH, evidence)) {
            boolean late = clock.getAsLong() - startNanos > LONGEST.toNanos();
            if (late || !isAll(router.askBeside(there, List.of(clause), MOST), evidence)) {
                degraded.add(Degraded.MUST_NOT_INCOMPLETE);
            }
        }
    }

    private boolean isAll(Router.Answer answer, Evidence evidence) {
        take(answer, evidence);
        return more(answer, MOST, evidence).isEmpty();
    }

    private void take(Router.Answer answer, Evidence evidence) {
        degraded.addAll(answer.degraded());
        for (Router.Part part : answer.parts()) {
            List<Suspect> found = part.hits().stream().map(hit -> Suspect.of(part, hit)).toList();
            found.stream().filter(Suspect::isRelative).forEach(suspects::add);
            add(
                    found.stream()
                            .filter(suspect -> !suspect.isRelative())
                            .filter(evidence::isUnwanted),
                    certain);
        }
    }

    /** What sources gave as much of as they were asked for, up to the last of it unwanted. */
    private static List<Sought> more(Router.Answer answer, int depth, Evidence evidence) {
        return answer.parts().stream()
                .filter(part -> part.hits().size() >= depth && endsUnwanted(part, evidence))
                .map(part -> part.sought().in(List.of(part.modality())))
                .distinct()
                .toList();
    }

    private static boolean endsUnwanted(Router.Part part, Evidence evidence) {
        Hit last = part.hits().get(part.hits().size() - 1);
        return evidence.isUnwanted(Suspect.of(part, last));
    }

    /**
     * @param found all of it; of moments only these matter
     * @param places of it that were not asked about
     */
    private Scope there(Scope scope, List<Span> found, List<Span> places) {
        List<String> moments =
                found.stream().filter(Span::moment).map(Span::id).distinct().toList();
        List<String> videos = places.stream().map(Span::videoId).distinct().toList();
        Scope there = scope.unfiltered().only(moments, videos).readingPlaces();
        Stretches exact = Stretches.of(places);
        int most = hasNot() ? MOST_STRETCHES_WITH_NOT : MOST_STRETCHES;
        Stretches stretches = exact.size() <= most ? exact : exact.joined();
        return stretches.size() <= most ? there.at(stretches(stretches)) : there;
    }

    private boolean hasNot() {
        return clauses.stream()
                .map(Sought::subject)
                .anyMatch(s -> s instanceof Subject.Words words && !words.notSaid().isEmpty());
    }

    private static List<Scope.Stretch> stretches(Stretches stretches) {
        List<Scope.Stretch> places = new ArrayList<>();
        stretches
                .byVideo()
                .forEach(
                        (video, times) ->
                                times.forEach(
                                        (start, end) ->
                                                places.add(new Scope.Stretch(video, start, end))));
        return places;
    }
}

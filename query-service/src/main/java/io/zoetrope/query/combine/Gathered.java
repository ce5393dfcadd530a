package io.zoetrope.query.combine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each clause's places as spans, to be combined with each other, and what was found at them. */
public final class Gathered {
    private final List<Found> clauses = new ArrayList<>();
    private final Map<List<String>, List<Span>> evidence = new HashMap<>();

    private Gathered() {}

    public static Gathered of(List<Found> found) {
        Gathered gathered = new Gathered();
        found.forEach(gathered::add);
        return gathered;
    }

    private void add(Found clause) {
        List<Span> spans = new ArrayList<>();
        for (Combined place : Places.of(List.of(clause))) {
            Span span = place.places().get(0).of(clause.clause(), place.score());
            evidence.put(key(span), place.matches());
            spans.add(span);
        }
        clauses.add(new Found(clause.clause(), clause.weight(), spans));
    }

    private static List<String> key(Span span) {
        return List.of(span.clause(), span.id());
    }

    public List<Found> clauses() {
        return clauses;
    }

    /**
     * The same without what overlaps something unwanted. Taken away before clauses are combined, it
     * leaves room for the next best choice; a result of it would only be gone.
     */
    public List<Found> clausesWithout(Stretches unwanted) {
        return clauses.stream().map(clause -> clause.without(unwanted)).toList();
    }

    /** The same results, with what was found at their places. */
    public List<Combined> explain(List<Combined> results) {
        return results.stream()
                .map(r -> new Combined(r.score(), r.places(), matches(r.places())))
                .toList();
    }

    private List<Span> matches(List<Span> places) {
        return places.stream().flatMap(place -> evidence.get(key(place)).stream()).toList();
    }
}

package io.zoetrope.query.search;

import io.zoetrope.query.combine.Span;
import io.zoetrope.query.combine.Stretches;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.route.Router;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks for what must not be there: only at the times of what was found, and once more if a source
 * has more of it there than is asked for at first.
 */
final class Unwanted {
    private static final int DEPTH = 1_000;

    /** What a result window holds, less the one more by which an index says that there is more. */
    private static final int MOST = 9_999;

    /**
     * Each is three conditions of the 1,024 that a query may have; what comes to more is joined.
     */
    private static final int MOST_STRETCHES = 150;

    private final Router router;
    private final Evidence evidence;
    private final Set<Degraded> degraded;

    /**
     * @param evidence of what is wanted, to compare with
     * @param degraded takes what could not be looked at
     */
    Unwanted(Router router, Evidence evidence, Set<Degraded> degraded) {
        this.router = router;
        this.evidence = evidence;
        this.degraded = degraded;
    }

    /**
     * @param clauses by their names, of which several may have one
     * @param found what it matters for, at least one
     * @param scope of the question; its filter does not matter
     * @return by the clauses' names
     */
    Map<String, Stretches> at(Scope scope, List<Span> found, List<Sought> clauses) {
        Map<String, List<Span>> spans = new LinkedHashMap<>();
        for (Span span : spans(there(scope, found), clauses)) {
            spans.computeIfAbsent(span.clause(), clause -> new ArrayList<>()).add(span);
        }
        Map<String, Stretches> stretches = new LinkedHashMap<>();
        spans.forEach((clause, of) -> stretches.put(clause, Stretches.of(of)));
        return stretches;
    }

    /** The same of all clauses together. */
    Stretches anyAt(Scope scope, List<Span> found, List<Sought> clauses) {
        return Stretches.of(spans(there(scope, found), clauses));
    }

    private List<Span> spans(Scope there, List<Sought> clauses) {
        Router.Answer answer = router.askBeside(there, clauses, DEPTH);
        degraded.addAll(answer.degraded());
        List<Span> unwanted = new ArrayList<>(evidence.unwanted(answer.parts()));
        List<Sought> more = more(answer.parts(), DEPTH);
        if (!more.isEmpty()) {
            Router.Answer deeper = router.askBeside(there, more, MOST);
            degraded.addAll(deeper.degraded());
            unwanted.addAll(evidence.unwanted(deeper.parts()));
            if (!more(deeper.parts(), MOST).isEmpty()) {
                degraded.add(Degraded.MUST_NOT_INCOMPLETE);
            }
        }
        return unwanted;
    }

    /** What sources gave as much of as they were asked for, up to the last of it unwanted. */
    private List<Sought> more(List<Router.Part> parts, int depth) {
        return parts.stream()
                .filter(part -> part.hits().size() >= depth && isUnwanted(part))
                .map(part -> part.sought().in(List.of(part.modality())))
                .distinct()
                .toList();
    }

    private boolean isUnwanted(Router.Part part) {
        Hit last = part.hits().get(part.hits().size() - 1);
        return evidence.isUnwanted(part, last);
    }

    private static Scope there(Scope scope, List<Span> found) {
        List<String> moments =
                found.stream().filter(Span::moment).map(Span::id).distinct().toList();
        Scope there =
                scope.unfiltered()
                        .only(moments, found.stream().map(Span::videoId).distinct().toList());
        Stretches exact = Stretches.of(found);
        Stretches stretches = exact.size() <= MOST_STRETCHES ? exact : exact.joined();
        return stretches.size() <= MOST_STRETCHES ? there.at(places(stretches)) : there;
    }

    private static List<Scope.Stretch> places(Stretches stretches) {
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

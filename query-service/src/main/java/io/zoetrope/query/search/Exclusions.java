package io.zoetrope.query.search;

import io.zoetrope.query.combine.Span;
import io.zoetrope.query.question.ClauseQuery;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import io.zoetrope.query.searchers.Router;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a clause does not want and is known to be there: "street -car" leaves out the moments in
 * which a car was seen, whatever the vectors say.
 */
final class Exclusions {
    /** As {@code must_not} has it. */
    private static final int DEPTH = 1_000;

    private final Map<String, List<Span>> unwanted = new HashMap<>();

    private Exclusions() {}

    /**
     * @param degraded takes what could not be looked at
     */
    static Exclusions of(
            Router router,
            Scope scope,
            ClauseQuery query,
            Evidence evidence,
            Set<Degraded> degraded) {
        Exclusions exclusions = new Exclusions();
        List<Sought> asked = new ArrayList<>();
        query.clauses().forEach(clause -> asked.addAll(unwanted(clause)));
        if (asked.isEmpty() || evidence.videos().isEmpty()) {
            return exclusions;
        }
        Scope there = scope.unfiltered().only(List.of(), evidence.videos());
        Router.Answer answer = router.askBeside(there, asked, DEPTH);
        degraded.addAll(answer.degraded());
        for (Span span : evidence.unwanted(answer.parts())) {
            exclusions
                    .unwanted
                    .computeIfAbsent(span.clause(), clause -> new ArrayList<>())
                    .add(span);
        }
        return exclusions;
    }

    /** By the classes that the words name: facts, not likeness. */
    private static List<Sought> unwanted(Sought clause) {
        return clause.subject() instanceof Subject.Words words
                ? words.not().stream()
                        .map(not -> Sought.text(clause.name(), not, List.of(Modality.OBJECT)))
                        .toList()
                : List.of();
    }

    /** What a clause found, without what it does not want. */
    List<Span> left(String clause, List<Span> spans) {
        List<Span> out = unwanted.getOrDefault(clause, List.of());
        return out.isEmpty()
                ? spans
                : spans.stream().filter(s -> out.stream().noneMatch(s::overlaps)).toList();
    }
}

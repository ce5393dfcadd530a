package io.zoetrope.query.search;

import io.zoetrope.query.combine.Found;
import io.zoetrope.query.combine.Span;
import io.zoetrope.query.combine.Stretches;
import io.zoetrope.query.question.ClauseQuery;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a clause does not want and is known to be there: "street -car" leaves out the moments in
 * which a car was seen, whatever the vectors say. Of "street -red car" no class says all: what is
 * known is that a car is there, not which.
 */
final class Exclusions {
    private Exclusions() {}

    /** What the clauses do not want that has a name, by the clauses' names. */
    static List<Sought> of(ClauseQuery query) {
        return query.clauses().stream().flatMap(clause -> unwanted(clause).stream()).toList();
    }

    /**
     * What the clauses found, each without what it does not want.
     *
     * @param exclusions asks for {@link #of}
     */
    static List<Found> left(
            Unwanted exclusions, Scope scope, ClauseQuery query, Evidence evidence) {
        List<Found> found = new ArrayList<>();
        List<Span> matters = new ArrayList<>();
        for (Sought clause : query.clauses()) {
            List<Span> spans = evidence.spans(clause);
            found.add(new Found(clause.name(), clause.weight(), spans));
            matters.addAll(unwanted(clause).isEmpty() ? List.of() : spans);
        }
        if (matters.isEmpty()) {
            return found;
        }
        Map<String, Stretches> out = exclusions.at(scope, matters, evidence);
        return found.stream()
                .map(each -> each.without(out.getOrDefault(each.clause(), Stretches.NONE)))
                .toList();
    }

    /** By the classes that the words name: facts, not likeness. */
    private static List<Sought> unwanted(Sought clause) {
        return clause.subject() instanceof Subject.Words words
                ? words.not().stream()
                        .map(not -> Sought.text(clause.name(), not, List.of(Modality.OBJECT)))
                        .map(not -> not.naming().calibrated(clause.calibration()))
                        .toList()
                : List.of();
    }
}

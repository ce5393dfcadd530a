package io.zoetrope.query.question;

import java.util.List;

/**
 * A question of several clauses or sources, checked.
 *
 * @param clauses at least one
 * @param mustNot what no result may overlap
 * @param operator how the clauses are combined
 * @param withinMs for {@code and} and {@code then}
 * @param weights of the sources
 * @param rest filter, limit and what else holds for all clauses; its text is null
 */
public record ClauseQuery(
        List<Sought> clauses,
        List<Sought> mustNot,
        Operator operator,
        long withinMs,
        SourceWeights weights,
        MomentQuery rest) {
    /** As requests name them. */
    public enum Operator {
        OR,
        AND,
        THEN
    }
}

package io.zoetrope.query.combine;

import java.util.List;

/**
 * What one clause found, by all of its sources.
 *
 * @param clause by its name
 * @param weight of the clause, above 0
 * @param spans in any order
 */
public record Found(String clause, double weight, List<Span> spans) {
    /** What overlaps nothing that is unwanted. */
    public Found without(Stretches unwanted) {
        return new Found(clause, weight, unwanted.leave(spans));
    }
}

package io.zoetrope.query.combine;

import java.util.List;

/**
 * What one clause found.
 *
 * @param weight of the clause, above 0
 * @param spans best first
 */
public record Found(double weight, List<Span> spans) {}

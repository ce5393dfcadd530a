package io.zoetrope.operators.parse;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import java.util.List;

/**
 * What one message says.
 *
 * @param ignored how much in it names no video on purpose: test events, folder keys, and what
 *     stores tell of objects whose bytes did not change
 */
public record ParsedEvent(List<ParsedEntry> entries, int ignored) {
    static ParsedEvent rejected(RawEvent event, Problem problem) {
        return new ParsedEvent(List.of(ParsedEntry.rejected(event, problem)), 0);
    }
}

package io.zoetrope.operators.parse;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;

/** One video named by an event, or why it cannot be taken: exactly one component is set. */
public record ParsedEntry(VideoArrival arrival, Problem problem) {

    static ParsedEntry of(VideoArrival arrival) {
        return new ParsedEntry(arrival, null);
    }

    static ParsedEntry of(RejectedInput rejection) {
        return new ParsedEntry(null, rejection.at(Stage.PARSE));
    }
}

package io.zoetrope.operators.parse;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.VideoArrival;

/**
 * One video named by a message, or why it is not taken.
 *
 * @param event the message, or one of this video alone, which can be sent in again
 * @param arrival null if it could not be read
 * @param problem null if the video is taken
 */
public record ParsedEntry(RawEvent event, VideoArrival arrival, Problem problem) {
    /** Whether it says that a video came, of which nothing but its source is wrong. */
    boolean isForbiddenVideo() {
        return problem != null && arrival != null && arrival.type() == ArrivalType.ARRIVED;
    }

    static ParsedEntry rejected(RawEvent event, Problem problem) {
        return new ParsedEntry(event, null, problem);
    }
}

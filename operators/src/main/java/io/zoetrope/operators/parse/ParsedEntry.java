package io.zoetrope.operators.parse;

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
    static ParsedEntry rejected(RawEvent event, Problem problem) {
        return new ParsedEntry(event, null, problem);
    }
}

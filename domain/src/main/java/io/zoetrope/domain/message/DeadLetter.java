package io.zoetrope.domain.message;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.VideoRef;

/**
 * A rejected input, with all that is needed to mend it and send it in again.
 *
 * @param event the original event, unchanged
 * @param video as far as it was known; null if the event could not be parsed
 * @param attempt which try this was, from 1
 * @param atMs epoch milliseconds
 */
public record DeadLetter(RawEvent event, VideoRef video, Problem problem, int attempt, long atMs) {}

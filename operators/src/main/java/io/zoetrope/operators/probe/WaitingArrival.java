package io.zoetrope.operators.probe;

import io.zoetrope.domain.VideoArrival;

/**
 * An arrival that is not probed yet. Held in state: components may be added, none moved or taken
 * away.
 *
 * @param tries that failed while its store answered others
 * @param firstFailureMs when it first could not be read, epoch milliseconds; 0 if it never failed
 * @param lastFailureMs when it last could not be read; 0 if it never failed
 * @param pauses how often it waited since, for the length of the next pause
 */
public record WaitingArrival(
        VideoArrival arrival, int tries, long firstFailureMs, long lastFailureMs, int pauses) {
    static WaitingArrival of(VideoArrival arrival) {
        return new WaitingArrival(arrival, 0, 0, 0, 0);
    }

    /**
     * @param counted whether the failure is this video's own, and not its store's
     */
    WaitingArrival failed(boolean counted, long nowMs) {
        return new WaitingArrival(
                arrival,
                counted ? tries + 1 : tries,
                firstFailureMs == 0 ? nowMs : firstFailureMs,
                nowMs,
                pauses + 1);
    }
}

package io.zoetrope.operators.probe;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.StoreNotice;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoRef;

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
     * This one and a later one as one: as the later one has it, with what only this one said. What
     * stands at the uri is looked at once for both.
     *
     * <p>A store describes nothing: what somebody said of the video stays. That a version of it was
     * removed is no reason not to look at what came.
     */
    WaitingArrival followedBy(VideoArrival later) {
        boolean told = later.isFromStore() && !arrival.isFromStore();
        VideoArrival said = later.isFromStore() ? arrival : later;
        VideoRef video = said.video();
        VideoArrival joined =
                later.withVideo(
                                video.videoId().isEmpty()
                                        ? video.withId(arrival.video().videoId())
                                        : video)
                        .withDescription(said.description(), said.limits())
                        .withAttempt(Math.max(arrival.attempt(), later.attempt()));
        if (told) {
            StoreNotice notice = later.notice();
            joined =
                    joined.withNotice(
                            new StoreNotice("", notice.sequencer(), notice.goneVersion()));
        }
        return of(arrival.type() == ArrivalType.ARRIVED ? joined.arrived() : joined);
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

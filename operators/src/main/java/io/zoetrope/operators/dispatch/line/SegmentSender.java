package io.zoetrope.operators.dispatch.line;

import io.zoetrope.operators.dispatch.DispatchMetric;
import io.zoetrope.operators.dispatch.PlannedVideo;
import io.zoetrope.operators.dispatch.Segment;

/** Chooses the segment that goes out next, and where it goes. For one thread. */
final class SegmentSender {
    /** How many segments of a video may be on the way whose end nobody knows. */
    private static final int READ_AHEAD = 3;

    private final LineVideos videos;
    private final StoreWaits stores;
    private final int window;
    private final long run;
    private final LineCounts counts;

    SegmentSender(LineVideos videos, StoreWaits stores, int window, long run, LineCounts counts) {
        this.videos = videos;
        this.stores = stores;
        this.window = window;
        this.run = run;
        this.counts = counts;
    }

    /**
     * The next segment, which counts as sent.
     *
     * @return null if none can go now
     */
    Segment next(long nowMs) {
        Segment segment = null;
        while (segment == null && !videos.areSlotsFull()) {
            WaitingVideo first = videos.turns().first();
            if (first == null) {
                return null;
            }
            segment = segment(first, nowMs);
        }
        return segment;
    }

    /** Returns null, and the video waits for something, if nothing of it can go now. */
    private Segment segment(WaitingVideo video, long nowMs) {
        if (!stores.mayAsk(video)) {
            videos.unpark(video);
            stores.await(video);
            return null;
        }
        PlannedVideo planned = videos.plan(video);
        int index = video.sendable(planned.plan(), window, READ_AHEAD);
        if (index < 0) {
            videos.unpark(video);
            videos.parking().untilDone(video);
            return null;
        }
        int slot = videos.choice().of(video, planned.plan(), index);
        if (slot < 0) {
            videos.turns().remove(video);
            videos.choice().park(video, planned.plan(), index);
            return null;
        }
        stores.asked(video);
        videos.send(video, index, slot, planned.cost(index), nowMs);
        counts.add(DispatchMetric.SEGMENTS, 1);
        Segment segment = planned.segment(index, slot, run);
        return video.withoutCaptions ? segment.withoutCaptions() : segment;
    }
}

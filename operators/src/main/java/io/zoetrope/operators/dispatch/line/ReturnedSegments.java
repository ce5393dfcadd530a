package io.zoetrope.operators.dispatch.line;

import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.dispatch.DispatchMetric;
import io.zoetrope.operators.dispatch.PlanOptions;
import io.zoetrope.operators.dispatch.line.WaitingVideo.Wait;

/**
 * What comes back of segments, and of which nothing comes back in time. What is told may be wrong,
 * late, twice or never. For one thread.
 */
final class ReturnedSegments {
    private final LineVideos videos;
    private final StoreWaits stores;
    private final PlanOptions plan;
    private final long run;
    private final LineCounts counts;
    private long nowMs;

    ReturnedSegments(
            LineVideos videos, StoreWaits stores, PlanOptions plan, long run, LineCounts counts) {
        this.videos = videos;
        this.stores = stores;
        this.plan = plan;
        this.run = run;
        this.counts = counts;
    }

    /** What came back on the topic; AGAIN is the caller's. */
    void hear(SegmentDone told, long atMs) {
        nowMs = atMs;
        WaitingVideo video = told.kind() == null ? null : videos.get(told.videoKey());
        if (video == null || video.generation != told.generation()) {
            counts.add(DispatchMetric.LATE, 1);
            videos.straggler(told);
            return;
        }
        switch (told.kind()) {
            case DONE -> done(video, told);
            case RETRY, CAPTIONS, FAILED -> retry(video, told);
            case CONCLUDED -> concluded(video, told);
            case AGAIN -> {}
        }
    }

    /** Time has passed: leases run out. */
    void tick(long atMs) {
        nowMs = atMs;
        Leases.Lease lease;
        while ((lease = videos.takeOver(nowMs)) != null) {
            runOut(lease);
        }
    }

    private void done(WaitingVideo video, SegmentDone told) {
        boolean ours = told.run() == run;
        // What the line before this one sent may have been lost with it, and is sent again: of that
        // only what it had sent when its state was written is believed.
        int known = ours ? video.next : video.restoredNext;
        int upTo = Math.min(told.index(), known - 1);
        if (upTo < told.index() || told.arrived() >= known) {
            counts.add(DispatchMetric.FOREIGN, 1);
        }
        boolean news = false;
        for (SentSegment segment : video.takeUpTo(upTo).values()) {
            arrived(video, segment);
            news = true;
        }
        SentSegment arrived = told.arrived() < known ? video.sent.remove(told.arrived()) : null;
        if (arrived != null) {
            arrived(video, arrived);
            news = true;
        }
        video.again.remove(told.arrived());
        news |= upTo + 1 > video.done;
        if (!news) {
            counts.add(DispatchMetric.REPEATED, 1);
        }
        video.done = Math.max(video.done, upTo + 1);
        progressed(video, upTo == told.index() && isOver(told, ours));
    }

    /** If none of it came in order, its life was over before it began: its id went meanwhile. */
    private static boolean isOver(SegmentDone told, boolean ours) {
        return told.index() >= 0 ? told.ended() || told.stop() : ours && told.stop();
    }

    private void arrived(WaitingVideo video, SentSegment segment) {
        videos.left(video, segment);
        stores.answered(video);
    }

    private void progressed(WaitingVideo video, boolean over) {
        videos.change(video);
        if (over) {
            videos.leave(video, nowMs);
        } else if (isAtBound(video)) {
            videos.end(video, Ending.atBound(videos.plan(video), video.done, plan), nowMs);
        } else if (video.wait == Wait.DONE) {
            videos.queue(video);
        }
    }

    /** Whether all that may be read is done, and yet nobody saw the end. */
    private boolean isAtBound(WaitingVideo video) {
        return video.done == video.next
                && video.next > 0
                && !videos.plan(video).plan().has(video.next);
    }

    private void concluded(WaitingVideo video, SegmentDone told) {
        boolean ours = told.run() == run;
        boolean wasSent = told.index() >= 0 && told.index() < video.restoredNext;
        if (ours || wasSent) {
            videos.leave(video, nowMs);
        } else {
            counts.add(DispatchMetric.FOREIGN, 1);
        }
    }

    private void retry(WaitingVideo video, SegmentDone told) {
        SentSegment segment = video.sent.get(told.index());
        boolean known = told.run() == run || told.index() < video.restoredNext;
        if (segment == null || !known) {
            counts.add(DispatchMetric.REPEATED, 1);
            return;
        }
        counts.add(DispatchMetric.RETRIES, 1);
        videos.takeBack(video, segment);
        if (told.kind() == SegmentDone.Kind.CAPTIONS) {
            stores.captionsFailed(video, told.store(), told.detail());
        } else if (told.kind() == SegmentDone.Kind.FAILED) {
            stores.failedItself(video, told.detail());
        } else {
            String store = told.store().isEmpty() ? video.store : told.store();
            stores.failed(video, store, told.detail());
        }
    }

    private void runOut(Leases.Lease lease) {
        SentSegment segment = lease.segment();
        if (lease.abandoned()) {
            videos.forget(segment);
            return;
        }
        WaitingVideo video = videos.get(lease.key());
        SentSegment waited = video == null ? null : video.sent.get(segment.index());
        if (waited != null && waited.ticket() == segment.ticket()) {
            counts.add(DispatchMetric.LEASES, 1);
            videos.lose(video, segment);
        }
    }
}

package io.zoetrope.operators.dispatch.line;

import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.PlannedVideo;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.VideoCursor;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The waiting line: which segment is decoded next, and where. Tenants take turns by cost and
 * weight, the videos of a tenant by {@link Tenant}'s rule; few segments are on the way to each
 * slot, and a video is at most a window ahead of its oldest segment that is not done.
 *
 * <p>Plain and deterministic: the same calls give the same segments. What is told it may be wrong,
 * late, twice or never: it then sends a segment once more or has a place too few for a while. For
 * one thread.
 */
final class WaitingLine {
    private final long run;
    private final LineVideos videos;
    private final StoreWaits stores;
    private final SegmentSender sender;
    private final ReturnedSegments returned;

    /**
     * @param run tells what this line sent from what a line before it did
     * @param plans what is known of each video that is in the line
     */
    WaitingLine(
            DispatchOptions options,
            long run,
            Function<String, PlannedVideo> plans,
            LineCounts counts) {
        this.run = run;
        videos = new LineVideos(options, plans);
        stores = new StoreWaits(videos, options);
        sender = new SegmentSender(videos, stores, options.window(), run, counts);
        returned = new ReturnedSegments(videos, stores, options.plan(), run, counts);
    }

    /** A video enters, or is put back to where it stood. */
    void enter(String key, VideoCursor cursor, long nowMs) {
        videos.enter(key, cursor, nowMs);
    }

    /**
     * Takes a video out; what is on the way of it stays there.
     *
     * @param below only if its generation is lower
     * @return whether it was in the line
     */
    boolean cancel(String key, long below, long nowMs) {
        WaitingVideo video = videos.get(key);
        if (video == null || video.generation >= below) {
            return false;
        }
        videos.leave(video, nowMs);
        return true;
    }

    /** Whether this line sent what carries a run, and not one before a restart. */
    boolean sent(long itsRun) {
        return itsRun == run;
    }

    /** What came back on the topic; AGAIN is the caller's. */
    void hear(SegmentDone told, long nowMs) {
        stores.at(nowMs);
        returned.hear(told, nowMs);
    }

    /** Time has passed: leases run out, stores are tried again. */
    void tick(long nowMs) {
        stores.at(nowMs);
        returned.tick(nowMs);
        stores.tick();
    }

    /**
     * The next segment, which counts as sent.
     *
     * @return null if none can go now
     */
    Segment next(long nowMs) {
        stores.at(nowMs);
        return sender.next(nowMs);
    }

    /** Whether nothing is in the line or on the way. */
    boolean isIdle() {
        return videos.size() == 0 && videos.sent() == 0;
    }

    /**
     * @return null if it is not in the line
     */
    WaitingVideo video(String key) {
        return videos.get(key);
    }

    /**
     * @return null if the video is not in the line
     */
    VideoCursor cursor(String key) {
        WaitingVideo video = videos.get(key);
        return video == null ? null : video.cursor();
    }

    /** Keys of videos whose cursor has changed since this was last asked. */
    List<String> takeChanged() {
        return videos.takeChanged();
    }

    /** Videos that have left the line without an end, since this was last asked. */
    List<Ending> takeEndings() {
        return videos.takeEndings();
    }

    /** Videos of which nothing was ever sent, in the order in which they entered. */
    Set<WaitingVideo> untouched() {
        return videos.untouched();
    }

    Collection<Tenant> tenants() {
        return videos.tenants();
    }

    int size() {
        return videos.size();
    }

    int onTheWay() {
        return videos.sent();
    }

    /** Stores that are left alone because they do not answer. */
    List<String> storesDown() {
        return stores.down();
    }
}

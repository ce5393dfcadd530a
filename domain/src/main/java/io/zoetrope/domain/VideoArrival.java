package io.zoetrope.domain;

/**
 * One video that arrived or left, parsed from an event.
 *
 * @param notice what the store said, if the event is a store's own
 * @param attempt 1 for the first try; counts up when a dead letter is sent in again
 * @param incarnation how often the event's topic partition had begun anew: offsets order the events
 *     of one incarnation only
 * @param event the message it came in; a small one of its own if the message named several videos
 */
public record VideoArrival(
        ArrivalType type,
        VideoRef video,
        VideoDescription description,
        IndexingLimits limits,
        StoreNotice notice,
        int attempt,
        int incarnation,
        RawEvent event) {

    public VideoArrival {
        description = description == null ? VideoDescription.NONE : description;
        limits = limits == null ? IndexingLimits.NONE : limits;
        notice = notice == null ? StoreNotice.NONE : notice;
    }

    /** A first try without description or limits. */
    public static VideoArrival of(ArrivalType type, VideoRef video, RawEvent event) {
        return new VideoArrival(
                type,
                video,
                VideoDescription.NONE,
                IndexingLimits.NONE,
                StoreNotice.NONE,
                1,
                0,
                event);
    }

    /** Whether nothing is left at the uri, so that there is nothing to look at. */
    public boolean isGone() {
        return type == ArrivalType.DELETED && notice.goneVersion().isEmpty();
    }

    /** Whether a store told of the video, and not somebody who can describe it. */
    public boolean isFromStore() {
        return !notice.eventName().isEmpty();
    }

    /** The same of what is there. */
    public VideoArrival arrived() {
        return new VideoArrival(
                ArrivalType.ARRIVED,
                video,
                description,
                limits,
                notice,
                attempt,
                incarnation,
                event);
    }

    /** Of a video alone: for records that speak of it without the event that brought it. */
    public static VideoArrival ofVideo(VideoRef video) {
        return of(ArrivalType.ARRIVED, video, RawEvent.NONE);
    }

    public VideoArrival withVideo(VideoRef newVideo) {
        return new VideoArrival(
                type, newVideo, description, limits, notice, attempt, incarnation, event);
    }

    public VideoArrival withDescription(VideoDescription said, IndexingLimits asked) {
        return new VideoArrival(type, video, said, asked, notice, attempt, incarnation, event);
    }

    public VideoArrival withNotice(StoreNotice told) {
        return new VideoArrival(
                type, video, description, limits, told, attempt, incarnation, event);
    }

    public VideoArrival withAttempt(int which) {
        return new VideoArrival(
                type, video, description, limits, notice, which, incarnation, event);
    }

    public VideoArrival withIncarnation(int count) {
        return new VideoArrival(type, video, description, limits, notice, attempt, count, event);
    }

    public VideoArrival withEvent(RawEvent message) {
        return new VideoArrival(
                type, video, description, limits, notice, attempt, incarnation, message);
    }
}

package io.zoetrope.domain;

/**
 * One video that arrived or left, parsed from an event.
 *
 * @param sequencer orders events of one object where the source gives one (S3's hexadecimal
 *     sequencer, left-padded); empty where unknown
 * @param attempt 1 for the first try; counts up when a dead letter is sent in again
 * @param event the message it came in; several arrivals may share one
 */
public record VideoArrival(
        ArrivalType type,
        VideoRef video,
        VideoDescription description,
        IndexingLimits limits,
        String sequencer,
        int attempt,
        RawEvent event) {

    public VideoArrival {
        description = description == null ? VideoDescription.NONE : description;
        limits = limits == null ? IndexingLimits.NONE : limits;
        sequencer = sequencer == null ? "" : sequencer;
    }

    /** Of a video alone: for records that speak of it without the event that brought it. */
    public static VideoArrival ofVideo(VideoRef video) {
        RawEvent none = new RawEvent("", 0, 0, 0, "", null, null);
        return new VideoArrival(ArrivalType.ARRIVED, video, null, null, "", 1, none);
    }

    public VideoArrival withVideo(VideoRef newVideo) {
        return new VideoArrival(type, newVideo, description, limits, sequencer, attempt, event);
    }
}

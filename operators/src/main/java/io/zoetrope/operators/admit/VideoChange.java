package io.zoetrope.operators.admit;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.media.KeyFrameIndex;

/**
 * What is to become of one video. Made by the methods that are named for the kinds.
 *
 * @param arrival the event behind it, its video with id and version; what comes from the
 *     dispatcher, but OPENED, carries the video alone
 * @param media null unless opened
 * @param keyFrames null unless opened, and once planned
 * @param segmentsTotal OPENED: as planned, 0 until planned and if the length is not known; ENDED:
 *     how many there are
 * @param generation counts the lives of an id: a higher one replaces a lower one, and what is left
 *     over of a lower one is dropped
 * @param problem null unless failed, or ended too early
 * @param queuePosition OPENED and QUEUED: what is served before its first segment, in milliseconds
 *     of 1080p video; 0 if that is on its way
 * @param playback PLAYBACK: how far it can be played; null for the other kinds
 */
public record VideoChange(
        Kind kind,
        VideoArrival arrival,
        MediaInfo media,
        KeyFrameIndex keyFrames,
        int segmentsTotal,
        long generation,
        Problem problem,
        long queuePosition,
        Playback playback) {
    /** What happens. */
    public enum Kind {
        /** Segments of it are on their way. */
        OPENED,
        /** It cannot be indexed. */
        FAILED,
        /** Its moments go away. */
        REMOVED,
        /** How many segments it has turned out to have; no further ones are sent. */
        ENDED,
        /** Where it stands in the waiting line. */
        QUEUED,
        /** A segment of it went back into the line: later ones may come long before it. */
        HELD,
        /** No segment of it is in the line that later ones were sent before. */
        RESUMED,
        /** How far it can be played; may come after its end. */
        PLAYBACK
    }

    public static VideoChange opened(
            VideoArrival arrival, long generation, MediaInfo media, KeyFrameIndex keyFrames) {
        return new VideoChange(
                Kind.OPENED, arrival, media, keyFrames, 0, generation, null, 0, null);
    }

    public static VideoChange failed(VideoArrival arrival, long generation, Problem why) {
        return new VideoChange(Kind.FAILED, arrival, null, null, 0, generation, why, 0, null);
    }

    public static VideoChange removed(VideoArrival arrival, long generation) {
        return new VideoChange(Kind.REMOVED, arrival, null, null, 0, generation, null, 0, null);
    }

    /**
     * @param video see {@link VideoArrival#ofVideo}
     * @param why what cut it short, or null
     */
    public static VideoChange ended(
            VideoArrival video, long generation, int segments, Problem why) {
        return new VideoChange(Kind.ENDED, video, null, null, segments, generation, why, 0, null);
    }

    /**
     * @param video see {@link VideoArrival#ofVideo}
     */
    public static VideoChange queued(VideoArrival video, long generation, long position) {
        return new VideoChange(Kind.QUEUED, video, null, null, 0, generation, null, position, null);
    }

    /**
     * HELD or RESUMED.
     *
     * @param video see {@link VideoArrival#ofVideo}
     */
    public static VideoChange held(VideoArrival video, long generation, boolean held) {
        Kind kind = held ? Kind.HELD : Kind.RESUMED;
        return new VideoChange(kind, video, null, null, 0, generation, null, 0, null);
    }

    /**
     * @param video see {@link VideoArrival#ofVideo}
     */
    public static VideoChange playback(VideoArrival video, long generation, Playback told) {
        return new VideoChange(Kind.PLAYBACK, video, null, null, 0, generation, null, 0, told);
    }

    /** See {@link io.zoetrope.domain.VideoIds#key}. */
    public String videoKey() {
        return arrival.video().key();
    }

    /** The same, of so many segments, without its key frames. */
    public VideoChange planned(int segments) {
        return new VideoChange(
                kind, arrival, media, null, segments, generation, problem, queuePosition, playback);
    }

    public VideoChange atQueuePosition(long position) {
        return new VideoChange(
                kind,
                arrival,
                media,
                keyFrames,
                segmentsTotal,
                generation,
                problem,
                position,
                playback);
    }

    public VideoChange failed(Problem why) {
        return failed(arrival, generation, why);
    }
}

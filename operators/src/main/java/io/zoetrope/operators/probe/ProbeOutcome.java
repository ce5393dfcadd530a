package io.zoetrope.operators.probe;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.KeyFrameIndex;

/**
 * A probed arrival, or why it cannot be indexed. Removals of whole objects pass unprobed; after
 * that of a version, the outcome is of what stands in its place.
 *
 * @param arrival with the video's id and, as far as it was opened, its version
 * @param media null if there is a problem, and for deletions
 * @param keyFrames null if media is
 * @param problem null unless rejected
 * @param idGiven whether the event chose the video's id; else it was made from the version
 */
public record ProbeOutcome(
        VideoArrival arrival,
        MediaInfo media,
        KeyFrameIndex keyFrames,
        Problem problem,
        boolean idGiven) {

    static ProbeOutcome unprobed(VideoArrival deletion) {
        return new ProbeOutcome(deletion, null, null, null, idGiven(deletion));
    }

    static ProbeOutcome probed(
            VideoArrival arrival, String version, MediaInfo media, KeyFrameIndex keyFrames) {
        return new ProbeOutcome(
                identified(arrival, version), media, keyFrames, null, idGiven(arrival));
    }

    /**
     * @param version empty if the video could not be opened
     */
    public static ProbeOutcome rejected(VideoArrival arrival, String version, Problem problem) {
        return new ProbeOutcome(
                identified(arrival, version), null, null, problem, idGiven(arrival));
    }

    public ProbeOutcome withArrival(VideoArrival other) {
        return new ProbeOutcome(other, media, keyFrames, problem, idGiven);
    }

    /** The same under another id that an event chose. */
    public ProbeOutcome withGivenId(String videoId) {
        VideoArrival renamed = arrival.withVideo(arrival.video().withId(videoId));
        return new ProbeOutcome(renamed, media, keyFrames, problem, true);
    }

    /** Gives the video its version, and its id unless the arrival brought one. */
    private static VideoArrival identified(VideoArrival arrival, String version) {
        VideoRef video = arrival.video().withVersion(version);
        if (idGiven(arrival)) {
            return arrival.withVideo(video);
        }
        String id = VideoIds.videoId(video.tenant(), video.uri(), video.version());
        return arrival.withVideo(video.withId(id));
    }

    private static boolean idGiven(VideoArrival arrival) {
        return !arrival.video().videoId().isEmpty();
    }
}

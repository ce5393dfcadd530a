package io.zoetrope.operators;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.StoreNotice;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.operators.probe.ProbeOutcome;

/** Events about one uri, each later than the one before. */
public final class TestingVideos {
    public static final String URI = "file:///videos/a.mp4";
    public static final MediaInfo MEDIA = media(20, 320, 240);
    private static final long FIRST_MS = 1_700_000_000_000L;

    private long offset;

    /** An upright MP4 of 25 frames a second, without sound. */
    public static MediaInfo media(int seconds, int width, int height) {
        Rational rate = new Rational(25, 1);
        long us = seconds * 1_000_000L;
        return new MediaInfo(0, us, width, height, 0, rate, "mp4", "h264", "", 1000);
    }

    /** An event of the next offset. */
    public RawEvent event() {
        offset++;
        return RawEvent.of(new byte[] {1}, FIRST_MS + offset).at("video.arrivals", 0, offset);
    }

    public VideoArrival arrival(String version) {
        String id = VideoIds.videoId("default", URI, version);
        return VideoArrival.of(
                ArrivalType.ARRIVED, new VideoRef(id, "", "", URI, version), event());
    }

    public ProbeOutcome probed(String version) {
        return probed(arrival(version));
    }

    /** Of an event that chose the video's id. */
    public ProbeOutcome probed(String givenId, String version) {
        return probed(version).withGivenId(givenId);
    }

    public ProbeOutcome described(
            VideoDescription description, IndexingLimits limits, int attempt) {
        return probed(arrival("v1").withDescription(description, limits).withAttempt(attempt));
    }

    public ProbeOutcome withSequencer(ProbeOutcome outcome, String sequencer) {
        return outcome.withArrival(
                outcome.arrival().withNotice(new StoreNotice("ObjectCreated:Put", sequencer, "")));
    }

    /** Of an event that chose the video's id, which could not be opened. */
    public ProbeOutcome unreachable(String givenId) {
        return rejected("").withGivenId(givenId);
    }

    public ProbeOutcome rejected(String version) {
        Problem problem = Problem.of(Stage.PROBE, Reason.NOT_A_VIDEO, "It is a text.");
        return new ProbeOutcome(arrival(version), null, null, problem, false);
    }

    /**
     * @param givenId that the event names, or empty
     */
    public ProbeOutcome deleted(String givenId) {
        VideoRef video = new VideoRef(givenId, "", "", URI, "");
        VideoArrival arrival = VideoArrival.of(ArrivalType.DELETED, video, event());
        return new ProbeOutcome(arrival, null, null, null, !givenId.isEmpty());
    }

    /** Of a store's notification that a version was removed for good; this is what it left. */
    public ProbeOutcome versionGone(ProbeOutcome left) {
        VideoArrival arrival = left.arrival();
        VideoArrival removal =
                VideoArrival.of(ArrivalType.DELETED, arrival.video(), arrival.event());
        return left.withArrival(
                removal.withNotice(new StoreNotice("ObjectRemoved:Delete", "", "v")));
    }

    /** Of a store's notification that the object came. */
    public ProbeOutcome fromStore(ProbeOutcome outcome) {
        return outcome.withArrival(
                outcome.arrival().withNotice(new StoreNotice("ObjectCreated:Put", "", "")));
    }

    /** Nothing is there. */
    public ProbeOutcome missing() {
        Problem problem = Problem.of(Stage.PROBE, Reason.NOT_FOUND, "No such object.");
        return new ProbeOutcome(arrival(""), null, null, problem, false);
    }

    /** After the topic was made anew: offsets begin again, time goes on. */
    public ProbeOutcome inNewTopic(ProbeOutcome outcome) {
        RawEvent event = outcome.arrival().event();
        RawEvent first = event.at(event.topic(), 0, 0);
        return outcome.withArrival(outcome.arrival().withEvent(first).withIncarnation(1));
    }

    private static ProbeOutcome probed(VideoArrival arrival) {
        KeyFrameIndex keyFrames = new KeyFrameIndex(new long[] {0, 10_000_000}, new long[0]);
        return new ProbeOutcome(arrival, MEDIA, keyFrames, null, false);
    }

    /** An arrival of which only the uri is known. */
    public VideoArrival unknown(String uri) {
        return arrival("").withVideo(new VideoRef("", "", "", uri, ""));
    }
}

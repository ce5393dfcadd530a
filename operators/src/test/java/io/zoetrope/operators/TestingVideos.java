package io.zoetrope.operators;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.operators.probe.ProbeOutcome;
import java.util.Map;

/** Events about one uri, each later than the one before. */
public final class TestingVideos {
    public static final String URI = "file:///videos/a.mp4";
    public static final MediaInfo MEDIA =
            new MediaInfo(20_000_000, 320, 240, 0, new Rational(25, 1), "mp4", "h264", "", 1000);
    private static final long FIRST_MS = 1_700_000_000_000L;

    private long offset;

    /** An event of the next offset. */
    public RawEvent event() {
        offset++;
        return new RawEvent(
                "video.arrivals", 0, offset, FIRST_MS + offset, "", Map.of(), new byte[] {1});
    }

    public VideoArrival arrival(String version) {
        String id = VideoIds.videoId("default", URI, version);
        return new VideoArrival(
                ArrivalType.ARRIVED,
                new VideoRef(id, "", "", URI, version),
                null,
                null,
                "",
                1,
                event());
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
        VideoArrival plain = arrival("v1");
        return probed(
                new VideoArrival(
                        plain.type(),
                        plain.video(),
                        description,
                        limits,
                        "",
                        attempt,
                        plain.event()));
    }

    public ProbeOutcome withSequencer(ProbeOutcome outcome, String sequencer) {
        VideoArrival plain = outcome.arrival();
        return probed(
                new VideoArrival(
                        plain.type(),
                        plain.video(),
                        plain.description(),
                        plain.limits(),
                        sequencer,
                        1,
                        plain.event()));
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
        VideoArrival arrival =
                new VideoArrival(ArrivalType.DELETED, video, null, null, "", 1, event());
        return new ProbeOutcome(arrival, null, null, null, !givenId.isEmpty());
    }

    private static ProbeOutcome probed(VideoArrival arrival) {
        KeyFrameIndex keyFrames = new KeyFrameIndex(new long[] {0, 10_000_000}, new long[0]);
        return new ProbeOutcome(arrival, MEDIA, keyFrames, null, false);
    }
}

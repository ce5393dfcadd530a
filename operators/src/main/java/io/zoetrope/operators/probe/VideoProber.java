package io.zoetrope.operators.probe;

import io.zoetrope.domain.MediaSource;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.media.KeyFrameIndex;
import io.zoetrope.operators.media.VideoReader;
import java.io.IOException;

/** Opens a video once and reads what planning needs. Thread-safe. */
final class VideoProber {
    private final VideoAccess access;

    VideoProber(VideoAccess access) {
        this.access = access;
    }

    /**
     * @return the outcome; a rejection is one too
     * @throws IOException where the store could not be reached now
     */
    ProbeOutcome probe(VideoArrival arrival) throws IOException {
        try (MediaSource source = access.sources().open(arrival.video().uri())) {
            VideoArrival known = identified(arrival, source.version());
            return look(known, source);
        } catch (RejectedInput e) {
            return ProbeOutcome.rejected(identified(arrival, ""), e.at(ProbeOutcome.STAGE));
        }
    }

    private ProbeOutcome look(VideoArrival arrival, MediaSource source) throws IOException {
        String uri = arrival.video().uri();
        String name = uri.substring(uri.lastIndexOf('/') + 1);
        try (VideoReader reader = access.readers().open(source, name)) {
            KeyFrameIndex keyFrames = reader.keyFrames();
            return new ProbeOutcome(arrival, reader.info(), keyFrames, null);
        } catch (RejectedInput e) {
            return ProbeOutcome.rejected(arrival, e.at(ProbeOutcome.STAGE));
        }
    }

    /** Gives the video its version, and its id unless the arrival brought one. */
    static VideoArrival identified(VideoArrival arrival, String version) {
        VideoRef video = arrival.video().withVersion(version);
        if (!video.videoId().isEmpty()) {
            return arrival.withVideo(video);
        }
        String id = VideoIds.videoId(video.tenant(), video.uri(), video.version());
        return arrival.withVideo(video.withId(id));
    }
}

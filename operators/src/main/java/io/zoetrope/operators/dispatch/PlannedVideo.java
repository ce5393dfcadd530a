package io.zoetrope.operators.dispatch;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.VideoRef;
import java.util.List;

/**
 * What the line needs to know of a video to make its segments; written once, when it enters. Held
 * in state: components may be added, none moved or taken away.
 *
 * @param width displayed width in pixels; 0 if not known; of sound alone what costs as much
 * @param height displayed height
 * @param captionsUri caption file that the video's arrival names, or empty
 * @param analysers names of those that look at it; empty for all
 */
public record PlannedVideo(
        VideoRef video,
        long generation,
        int width,
        int height,
        SegmentPlan plan,
        String captionsUri,
        List<String> analysers) {
    /** Decoding sound costs about what tiny pictures do. */
    private static final int SOUND_SIDE = 128;

    public PlannedVideo {
        captionsUri = captionsUri == null ? "" : captionsUri;
        analysers = analysers == null ? List.of() : analysers;
    }

    public static PlannedVideo of(
            VideoRef video, long generation, MediaInfo media, SegmentPlan plan) {
        boolean seen = media.hasPictures();
        int width = seen ? media.width() : SOUND_SIDE;
        int height = seen ? media.height() : SOUND_SIDE;
        return new PlannedVideo(video, generation, width, height, plan, "", List.of());
    }

    public PlannedVideo captioned(String uri) {
        return new PlannedVideo(video, generation, width, height, plan, uri, analysers);
    }

    public PlannedVideo forAnalysers(List<String> names) {
        return new PlannedVideo(video, generation, width, height, plan, captionsUri, names);
    }

    /** One segment, as it is sent. */
    public Segment segment(int index, int slot, long run) {
        return Segment.of(video, generation, index, plan.stretch(index))
                .ofTotal(plan.total())
                .longest(plan.longestUs())
                .sized(width, height)
                .captioned(captionsUri)
                .forAnalysers(analysers)
                .sentTo(slot, run);
    }

    /** The same as the next generation. */
    public PlannedVideo again() {
        return new PlannedVideo(video, generation + 1, width, height, plan, captionsUri, analysers);
    }

    /** See {@link Cost}. */
    public long cost(int index) {
        return Cost.of(plan.lengthUs(index), width, height);
    }

    /** Of all that is planned. */
    public long cost() {
        return Cost.of(plan.believedUs() - plan.startUs(0), width, height);
    }
}

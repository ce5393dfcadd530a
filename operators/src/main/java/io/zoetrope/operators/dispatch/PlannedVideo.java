package io.zoetrope.operators.dispatch;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.VideoRef;

/**
 * What the line needs to know of a video to make its segments; written once, when it enters. Held
 * in state: components may be added, none moved or taken away.
 *
 * @param width displayed width in pixels; 0 if not known; of sound alone what costs as much
 * @param height displayed height
 * @param captionsUri caption file that the video's arrival names, or empty
 */
public record PlannedVideo(
        VideoRef video,
        long generation,
        int width,
        int height,
        SegmentPlan plan,
        String captionsUri) {
    /** Decoding sound costs about what tiny pictures do. */
    private static final int SOUND_SIDE = 128;

    public PlannedVideo {
        captionsUri = captionsUri == null ? "" : captionsUri;
    }

    static PlannedVideo of(VideoRef video, long generation, MediaInfo media, SegmentPlan plan) {
        boolean seen = media.hasPictures();
        int width = seen ? media.width() : SOUND_SIDE;
        int height = seen ? media.height() : SOUND_SIDE;
        return new PlannedVideo(video, generation, width, height, plan, "");
    }

    PlannedVideo captioned(String uri) {
        return new PlannedVideo(video, generation, width, height, plan, uri);
    }

    /** One segment, as it is sent. */
    Segment segment(int index, int slot, long run) {
        Segment plain =
                Segment.of(video, generation, index, plan.startUs(index), plan.endUs(index))
                        .ofTotal(plan.total())
                        .at(plan.position(index))
                        .sized(width, height)
                        .captioned(captionsUri)
                        .sentTo(slot, run);
        Segment linked = plan.continues(index) ? plain.continuing() : plain;
        return plan.isLast(index) ? linked.asLast() : linked;
    }

    /** The same as the next generation. */
    PlannedVideo again() {
        return new PlannedVideo(video, generation + 1, width, height, plan, captionsUri);
    }

    /** See {@link Cost}. */
    long cost(int index) {
        return Cost.of(plan.lengthUs(index), width, height);
    }

    /** Of all that is planned. */
    long cost() {
        return Cost.of(plan.believedUs() - plan.startUs(0), width, height);
    }
}

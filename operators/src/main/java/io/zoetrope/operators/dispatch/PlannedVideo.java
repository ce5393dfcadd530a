package io.zoetrope.operators.dispatch;

import io.zoetrope.domain.VideoRef;

/**
 * What the line needs to know of a video to make its segments; written once, when it enters. Held
 * in state: components may be added, none moved or taken away.
 *
 * @param width displayed width in pixels; 0 if not known; of sound alone what costs as much
 * @param height displayed height
 */
public record PlannedVideo(
        VideoRef video, long generation, int width, int height, SegmentPlan plan) {

    /** Decoding sound costs about what tiny pictures do. */
    private static final int SOUND_SIDE = 128;

    /** Of one without pictures. */
    static PlannedVideo ofSound(VideoRef video, long generation, SegmentPlan plan) {
        return new PlannedVideo(video, generation, SOUND_SIDE, SOUND_SIDE, plan);
    }

    /** One segment, as it is sent. */
    Segment segment(int index, int slot, long run) {
        Segment plain =
                Segment.of(video, generation, index, plan.startUs(index), plan.endUs(index))
                        .ofTotal(plan.total())
                        .at(plan.position(index))
                        .sized(width, height)
                        .sentTo(slot, run);
        Segment linked = plan.continues(index) ? plain.continuing() : plain;
        return plan.isLast(index) ? linked.asLast() : linked;
    }

    /** The same as the next generation. */
    PlannedVideo again() {
        return new PlannedVideo(video, generation + 1, width, height, plan);
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

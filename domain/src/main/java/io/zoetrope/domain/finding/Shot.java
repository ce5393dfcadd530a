package io.zoetrope.domain.finding;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Transition;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;

/**
 * What one camera shows without a break. The shots of a video tile its pictures from the first to
 * the end, but for what is missing of it.
 *
 * @param generation of the video; documents of a higher one are never overwritten
 * @param shot counts from 0 within the video: the same number as {@link Moment#shot}
 * @param startUs media time of its first frame; of a transition that takes time, of the frame in
 *     its middle
 * @param endUs where the next one begins, or what was read of the video ends
 * @param transition how it begins; the first one, and one after a gap, with a cut
 * @param model the rules that found it
 * @param arrivedMs epoch milliseconds of the arrival event
 */
public record Shot(
        VideoRef video,
        long generation,
        int shot,
        long startUs,
        long endUs,
        Transition transition,
        ModelRef model,
        long arrivedMs)
        implements Found {
    @Override
    public FindingKind kind() {
        return FindingKind.SHOT;
    }

    @Override
    public int ordinal() {
        return shot;
    }

    @Override
    public String id() {
        return VideoIds.shotId(video.key(), shot);
    }
}

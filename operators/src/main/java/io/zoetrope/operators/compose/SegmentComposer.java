package io.zoetrope.operators.compose;

import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.List;

/**
 * Brings one video's segments, in order, into its progress; the moments that become complete go out
 * as they do.
 */
final class SegmentComposer {
    private final MomentRules rules;
    private final MomentOutput moments;

    /**
     * @param moments of this video, nothing written to it yet
     */
    SegmentComposer(MomentRules rules, MomentOutput moments) {
        this.rules = rules;
        this.moments = moments;
    }

    /**
     * @param parts all of one segment, in order
     */
    VideoProgress add(List<ObservedSegment> parts, VideoProgress progress) {
        List<ObservedFrame> frames = frames(parts);
        ObservedSegment last = parts.get(parts.size() - 1);
        MomentComposer composer = new MomentComposer(rules, progress.composition(), moments);
        composer.add(frames, last.cutsUs());
        if (last.problem() != null) {
            composer.end(last.endUs());
        }
        return progress.withComposition(composer.state(), moments.written())
                .past(last.index(), frames.size(), last.endUs())
                .withProblem(last.problem());
    }

    /** Ends the moment that is open: nothing follows it, or not at once. */
    VideoProgress end(VideoProgress progress) {
        MomentComposer composer = new MomentComposer(rules, progress.composition(), moments);
        composer.end(progress.endUs());
        return progress.withComposition(composer.state(), moments.written());
    }

    static List<ObservedFrame> frames(List<ObservedSegment> parts) {
        return parts.stream().flatMap(part -> part.frames().stream()).toList();
    }
}

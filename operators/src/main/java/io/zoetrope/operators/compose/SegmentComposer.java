package io.zoetrope.operators.compose;

import io.zoetrope.domain.Problem;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.VideoStep;
import java.util.List;

/**
 * Brings one video's segments, in order, into its composition; the moments that become complete go
 * out as they do.
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
     * @param step with a segment
     */
    ComposedVideo add(VideoStep step, ComposedVideo video) {
        ObservedSegment last = step.parts().get(step.parts().size() - 1);
        MomentComposer composer = new MomentComposer(rules, video.composition(), moments);
        composer.add(frames(step.parts()), step.shots());
        if (last.brokenOff()) {
            composer.end(Math.max(video.endUs(), last.endUs()));
        }
        return video.with(composer.state(), moments.written(), last.endUs());
    }

    /** The decoder's, or else that of an analyser which could not look at some frames; or null. */
    static Problem problem(List<ObservedSegment> parts) {
        Problem decoding = parts.get(parts.size() - 1).problem();
        return decoding != null
                ? decoding
                : parts.stream().flatMap(part -> part.refusals().stream()).findFirst().orElse(null);
    }

    /** Ends the open moment: nothing follows it, or not at once. */
    ComposedVideo end(VideoStep step, ComposedVideo video) {
        MomentComposer composer = new MomentComposer(rules, video.composition(), moments);
        composer.add(List.of(), step.shots());
        composer.end(video.endUs());
        return video.with(composer.state(), moments.written(), video.endUs());
    }

    static List<ObservedFrame> frames(List<ObservedSegment> parts) {
        return parts.stream().flatMap(part -> part.frames().stream()).toList();
    }
}

package io.zoetrope.operators.compose;

import io.zoetrope.domain.Problem;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.shots.ShotDetector;
import io.zoetrope.operators.shots.ShotMemory;
import io.zoetrope.operators.shots.ShotRules;
import io.zoetrope.operators.shots.ShotStart;
import java.util.List;
import java.util.stream.Stream;

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
     * @param parts all of one segment, in order
     */
    ComposedVideo add(List<ObservedSegment> parts, ComposedVideo video) {
        ObservedSegment last = parts.get(parts.size() - 1);
        MomentComposer composer = new MomentComposer(rules, video.composition(), moments);
        boolean broken = last.problem() != null;
        ComposedVideo next = video;
        if (last.signatures().count() > 0 || video.shots().begun()) {
            ShotDetector shots = new ShotDetector(ShotRules.DEFAULT, video.shots());
            shots.add(last.signatures());
            next = settle(composer, shots, joined(video.waiting(), frames(parts)), broken, video);
        } else {
            composer.add(frames(parts), last.cutsUs());
        }
        if (broken) {
            composer.end(Math.max(video.endUs(), last.endUs()));
        }
        return next.with(composer.state(), moments.written(), last.endUs());
    }

    /**
     * Composes the frames that no shot can begin before any more; the others wait.
     *
     * @param over whether nothing follows, or not at once
     */
    private static ComposedVideo settle(
            MomentComposer composer,
            ShotDetector shots,
            List<ObservedFrame> frames,
            boolean over,
            ComposedVideo video) {
        if (over) {
            shots.end();
        }
        long[] startsUs = shots.take().stream().mapToLong(ShotStart::ptsUs).toArray();
        int settled = 0;
        while (settled < frames.size() && frames.get(settled).ptsUs() < shots.settledUs()) {
            settled++;
        }
        composer.add(frames.subList(0, settled), startsUs);
        List<ObservedFrame> waiting = List.copyOf(frames.subList(settled, frames.size()));
        return video.waitingFor(over ? ShotMemory.START : shots.memory(), waiting);
    }

    private static List<ObservedFrame> joined(List<ObservedFrame> one, List<ObservedFrame> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** The decoder's, or else that of an analyser which could not look at some frames; or null. */
    static Problem problem(List<ObservedSegment> parts) {
        Problem decoding = parts.get(parts.size() - 1).problem();
        return decoding != null
                ? decoding
                : parts.stream().flatMap(part -> part.refusals().stream()).findFirst().orElse(null);
    }

    /** Ends the moment that is open: nothing follows it, or not at once. */
    ComposedVideo end(ComposedVideo video) {
        MomentComposer composer = new MomentComposer(rules, video.composition(), moments);
        ShotDetector shots = new ShotDetector(ShotRules.DEFAULT, video.shots());
        ComposedVideo over = settle(composer, shots, video.waiting(), true, video);
        composer.end(video.endUs());
        return over.with(composer.state(), moments.written(), video.endUs());
    }

    static List<ObservedFrame> frames(List<ObservedSegment> parts) {
        return parts.stream().flatMap(part -> part.frames().stream()).toList();
    }
}

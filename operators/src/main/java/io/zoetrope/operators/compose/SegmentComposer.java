package io.zoetrope.operators.compose;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Transition;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.shots.ShotDetector;
import io.zoetrope.operators.shots.ShotMemory;
import io.zoetrope.operators.shots.ShotRules;
import io.zoetrope.operators.shots.ShotSequence;
import io.zoetrope.operators.shots.ShotStart;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Brings one video's segments, in order, into its composition; the moments and shots that become
 * complete go out as they do.
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
        List<ObservedFrame> frames = frames(parts);
        MomentComposer composer = new MomentComposer(rules, video.composition(), moments);
        ShotSequence sequence = new ShotSequence(video.openShot(), moments::shot);
        firstFrame(last.signatures(), frames).ifPresent(sequence::frame);
        boolean broken = last.problem() != null;
        ComposedVideo next = video;
        if (last.signatures().count() > 0 || video.shots().begun()) {
            ShotDetector shots = new ShotDetector(ShotRules.DEFAULT, video.shots());
            shots.add(last.signatures());
            List<ObservedFrame> all = joined(video.waiting(), frames);
            next = settle(composer, sequence, shots, all, broken, video);
        } else {
            composer.add(frames, sequence.begin(cuts(last.cutsUs())));
        }
        if (broken) {
            end(composer, sequence, Math.max(video.endUs(), last.endUs()));
        }
        return next.at(sequence.state()).with(composer.state(), moments.written(), last.endUs());
    }

    private static OptionalLong firstFrame(FrameSignatures signatures, List<ObservedFrame> frames) {
        if (signatures.count() > 0) {
            return OptionalLong.of(signatures.timesUs()[0]);
        }
        return frames.isEmpty() ? OptionalLong.empty() : OptionalLong.of(frames.get(0).ptsUs());
    }

    /** As the decode pass judges them if it saw key frames only. */
    private static List<ShotStart> cuts(long[] cutsUs) {
        return LongStream.of(cutsUs).mapToObj(us -> new ShotStart(us, Transition.CUT)).toList();
    }

    /**
     * Composes the frames that no shot can begin before any more; the others wait.
     *
     * @param over whether nothing follows, or not at once
     */
    private static ComposedVideo settle(
            MomentComposer composer,
            ShotSequence sequence,
            ShotDetector shots,
            List<ObservedFrame> frames,
            boolean over,
            ComposedVideo video) {
        if (over) {
            shots.end();
        }
        long[] startsUs = sequence.begin(shots.take());
        int settled = 0;
        while (settled < frames.size() && frames.get(settled).ptsUs() < shots.settledUs()) {
            settled++;
        }
        composer.add(frames.subList(0, settled), startsUs);
        List<ObservedFrame> waiting = List.copyOf(frames.subList(settled, frames.size()));
        return video.waitingFor(over ? ShotMemory.START : shots.memory(), waiting);
    }

    private static void end(MomentComposer composer, ShotSequence sequence, long endUs) {
        composer.end(endUs);
        sequence.end(endUs);
        composer.comesNext(sequence.state().shot());
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

    /** Ends the moment and the shot that are open: nothing follows it, or not at once. */
    ComposedVideo end(ComposedVideo video) {
        MomentComposer composer = new MomentComposer(rules, video.composition(), moments);
        ShotSequence sequence = new ShotSequence(video.openShot(), moments::shot);
        ShotDetector shots = new ShotDetector(ShotRules.DEFAULT, video.shots());
        ComposedVideo over = settle(composer, sequence, shots, video.waiting(), true, video);
        end(composer, sequence, video.endUs());
        return over.at(sequence.state()).with(composer.state(), moments.written(), video.endUs());
    }

    static List<ObservedFrame> frames(List<ObservedSegment> parts) {
        return parts.stream().flatMap(part -> part.frames().stream()).toList();
    }
}

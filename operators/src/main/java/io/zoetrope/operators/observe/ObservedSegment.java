package io.zoetrope.operators.observe;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.operators.decode.DecodedSegment;
import java.util.List;
import java.util.Map;

/**
 * What was seen in a segment, or in a part of one. Held in state: components may be added, none
 * moved or taken away.
 *
 * @param generation of the video's admission
 * @param index of the segment, from 0
 * @param part from 0
 * @param last whether this is the segment's last part; only it carries signatures, end, problem and
 *     whether the video goes on
 * @param frames in order of presentation; each analyser has looked at some
 * @param endUs end of the last decoded frame
 * @param problem what went wrong in decoding it, or null
 * @param tenant whose video it is
 * @param ended whether the video ends with this segment, whatever was planned
 * @param stop whether the rest of the video is given up; the problem says why
 * @param run which start of the dispatcher sent it; goes back in {@link
 *     io.zoetrope.domain.message.SegmentDone}
 * @param models what each analyser asked, by the name of the analyser
 * @param refusals why analysers could not look at some frames of this part, one for each such
 *     analyser, which it names, and why its captions could not be read; the frames themselves are
 *     whole
 * @param signatures of all decoded frames of the segment, in its last part
 * @param lines of dialogue that start in the segment, by start, in its last part; recognised ones
 *     may start a second behind it
 * @param sounds windows of sound that begin in the segment, in order, in its last part
 * @param brokenOff whether pictures are missing between its last one and what follows; a problem
 *     alone may be one picture in the midst of others
 */
public record ObservedSegment(
        String videoId,
        long generation,
        int index,
        int part,
        boolean last,
        List<ObservedFrame> frames,
        long endUs,
        Problem problem,
        String tenant,
        boolean ended,
        boolean stop,
        long run,
        Map<String, ModelRef> models,
        List<Problem> refusals,
        FrameSignatures signatures,
        List<SaidLine> lines,
        List<HeardWindow> sounds,
        boolean brokenOff) {
    public ObservedSegment {
        models = models == null ? Map.of() : models;
        refusals = refusals == null ? List.of() : refusals;
        signatures = signatures == null ? FrameSignatures.NONE : signatures;
        lines = lines == null ? List.of() : lines;
        sounds = sounds == null ? List.of() : sounds;
    }

    /** The same with fewer frames, and without signatures. */
    public ObservedSegment withFrames(List<ObservedFrame> some) {
        return with(List.copyOf(some), FrameSignatures.NONE, lines, sounds);
    }

    /** Some of its frames as a part that is not the last, and nothing else of it. */
    public ObservedSegment onlyFrames(List<ObservedFrame> some) {
        return new ObservedSegment(
                videoId,
                generation,
                index,
                part,
                false,
                List.copyOf(some),
                endUs,
                null,
                tenant,
                false,
                false,
                run,
                models,
                List.of(),
                FrameSignatures.NONE,
                List.of(),
                List.of(),
                false);
    }

    public ObservedSegment withSignatures(FrameSignatures ofItsFrames) {
        return with(frames, ofItsFrames, lines, sounds);
    }

    public ObservedSegment withLines(List<SaidLine> said) {
        return with(frames, signatures, said, sounds);
    }

    public ObservedSegment withSounds(List<HeardWindow> heard) {
        return with(frames, signatures, lines, List.copyOf(heard));
    }

    /**
     * @param others as many, at the same times
     */
    public ObservedSegment seeing(List<ObservedFrame> others) {
        return with(others, signatures, lines, sounds);
    }

    private ObservedSegment with(
            List<ObservedFrame> seen,
            FrameSignatures ofItsFrames,
            List<SaidLine> said,
            List<HeardWindow> heard) {
        return new ObservedSegment(
                videoId,
                generation,
                index,
                part,
                last,
                seen,
                endUs,
                problem,
                tenant,
                ended,
                stop,
                run,
                models,
                refusals,
                ofItsFrames,
                said,
                heard,
                brokenOff);
    }

    /** See {@link VideoIds#key}. */
    public String videoKey() {
        return VideoIds.key(tenant, videoId);
    }

    /** About what the record takes when it is written. */
    public long bytes() {
        return frames.stream().mapToLong(ObservedFrame::bytes).sum()
                + signatures.bytes().length
                + lines.stream().mapToLong(SaidLine::bytes).sum()
                + sounds.stream().mapToLong(HeardWindow::bytes).sum();
    }

    public static ObservedSegment of(
            DecodedSegment decoded,
            List<ObservedFrame> frames,
            Map<String, ModelRef> models,
            List<Problem> refusals) {
        return new ObservedSegment(
                decoded.segment().video().videoId(),
                decoded.segment().generation(),
                decoded.segment().index(),
                decoded.part(),
                decoded.last(),
                frames,
                decoded.endUs(),
                decoded.problem(),
                decoded.segment().video().tenant(),
                decoded.ended(),
                decoded.stop(),
                decoded.segment().run(),
                models,
                refusals,
                decoded.signatures(),
                List.of(),
                List.of(),
                decoded.brokenOff());
    }
}

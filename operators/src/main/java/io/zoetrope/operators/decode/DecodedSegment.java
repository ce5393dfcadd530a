package io.zoetrope.operators.decode;

import io.zoetrope.domain.Problem;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.operators.dispatch.Segment;
import java.util.List;

/**
 * The sampled frames of a segment, or of a part of one: a segment with many frames leaves in
 * several parts, so that a record's size is bounded. Made by {@link #part} and {@link #last}.
 *
 * @param part from 0
 * @param last whether this is the segment's last part; only it carries what follows the frames
 * @param frames in order of presentation
 * @param endUs end of the last decoded frame; the segment's start if none was
 * @param problem what went wrong in decoding it, or null
 * @param ended whether the video ends with this segment, whatever was planned
 * @param stop whether the rest of the video is given up; the problem says why
 * @param signatures of all decoded frames of the segment
 * @param sound of the segment, in its last part; empty if none was asked for or there is none
 * @param captions lines of the file's own text tracks that start in the segment, in its last part
 * @param sidecar what the video's caption file says of the segment, in its last part
 */
public record DecodedSegment(
        Segment segment,
        int part,
        boolean last,
        List<DecodedFrame> frames,
        long endUs,
        Problem problem,
        boolean ended,
        boolean stop,
        FrameSignatures signatures,
        SegmentSound sound,
        List<CaptionLine> captions,
        Sidecar sidecar) {
    /** A part with another one of its segment behind it. */
    public static DecodedSegment part(Segment segment, int part, List<DecodedFrame> frames) {
        return new DecodedSegment(
                segment,
                part,
                false,
                frames,
                segment.startUs(),
                null,
                false,
                false,
                FrameSignatures.NONE,
                SegmentSound.NONE,
                List.of(),
                Sidecar.NONE);
    }

    /** The last part of a segment that was read to its end; the video goes on. */
    public static DecodedSegment last(
            Segment segment, int part, List<DecodedFrame> frames, long endUs) {
        return new DecodedSegment(
                segment,
                part,
                true,
                frames,
                endUs,
                null,
                false,
                false,
                FrameSignatures.NONE,
                SegmentSound.NONE,
                List.of(),
                Sidecar.NONE);
    }

    /**
     * @param met null for none
     */
    public DecodedSegment withProblem(Problem met) {
        return with(met, ended, stop);
    }

    public DecodedSegment ending(boolean itEnded, boolean itStops) {
        return with(problem, itEnded, itStops);
    }

    public DecodedSegment withSignatures(FrameSignatures ofItsFrames) {
        return with(ofItsFrames, sound, captions, sidecar);
    }

    public DecodedSegment withSound(SegmentSound heard, List<CaptionLine> said) {
        return with(signatures, heard, said, sidecar);
    }

    public DecodedSegment withSidecar(Sidecar ofItsTime) {
        return with(signatures, sound, captions, ofItsTime);
    }

    private DecodedSegment with(Problem met, boolean itEnded, boolean itStops) {
        return new DecodedSegment(
                segment,
                part,
                last,
                frames,
                endUs,
                met,
                itEnded,
                itStops,
                signatures,
                sound,
                captions,
                sidecar);
    }

    private DecodedSegment with(
            FrameSignatures ofItsFrames,
            SegmentSound heard,
            List<CaptionLine> said,
            Sidecar ofItsTime) {
        return new DecodedSegment(
                segment,
                part,
                last,
                frames,
                endUs,
                problem,
                ended,
                stop,
                ofItsFrames,
                heard,
                said,
                ofItsTime);
    }

    /** Whether pictures are missing between its last one and the segment's end. */
    public boolean brokenOff() {
        return problem != null && endUs < segment.stretch().endUs() - ReadReport.LEAST_MISSING_US;
    }

    /** About what the record takes when it is written: its pictures and its sound. */
    public long bytes() {
        return frames.stream().mapToLong(DecodedFrame::pictureBytes).sum()
                + signatures.bytes().length
                + sound.bytes();
    }
}

package io.zoetrope.media;

import io.zoetrope.domain.Problem;
import io.zoetrope.media.captions.CaptionLine;
import java.util.List;

/**
 * What a pass did.
 *
 * @param framesDecoded frames inside the range that the decoder gave
 * @param lastEndUs when the last decoded frame of the range leaves the screen, which may be after
 *     the range's end: when the next one comes, or the file ends; the range's start if none was
 *     decoded
 * @param ended whether nothing follows: pictures, and sound if it was asked for, ended at or before
 *     the range's end
 * @param problem what went wrong in it, or null: pictures that could not be decoded, whatever came
 *     behind them, or what stopped it before the end
 * @param signatures of each frame of the range, in order; with key frames only, of those
 * @param captions lines of text tracks in the file that start in the range, by start, and of the
 *     range that begins with the first picture those before it; at most {@link #MOST_CAPTIONS};
 *     none unless they are asked for
 * @param losses what of sound and captions could not be given
 */
public record ReadReport(
        long framesDecoded,
        long lastEndUs,
        boolean ended,
        Problem problem,
        FrameSignatures signatures,
        List<CaptionLine> captions,
        Losses losses) {
    /** Far more than are ever said in a range. */
    public static final int MOST_CAPTIONS = 2_000;

    /** If less than this is missing before an end, what follows goes on from there. */
    public static final long LEAST_MISSING_US = 500_000;

    /** Without signatures. */
    public ReadReport(long framesDecoded, long lastEndUs, boolean ended, Problem problem) {
        this(framesDecoded, lastEndUs, ended, problem, FrameSignatures.NONE);
    }

    /** Without captions. */
    public ReadReport(
            long framesDecoded,
            long lastEndUs,
            boolean ended,
            Problem problem,
            FrameSignatures signatures) {
        this(framesDecoded, lastEndUs, ended, problem, signatures, List.of(), Losses.NONE);
    }

    /**
     * Whether pictures are missing between the last one and the range's end: else a problem is one
     * in the midst of others.
     */
    public boolean brokenOff(long endUs) {
        return problem != null && lastEndUs < endUs - LEAST_MISSING_US;
    }

    public ReadReport withCaptions(List<CaptionLine> lines, Losses lost) {
        return new ReadReport(framesDecoded, lastEndUs, ended, problem, signatures, lines, lost);
    }
}

package io.zoetrope.operators.decode;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.operators.dispatch.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the sampled frames of one segment into parts. Frames that come again because a pass was
 * repeated are passed over, so a retry changes nothing that has left already.
 */
final class SegmentParts implements PassOutput {
    private final Segment segment;
    private final int maxBytes;
    private final SegmentOutput out;

    private final List<SoundPiece> sound = new ArrayList<>();
    private Sidecar captions = Sidecar.NONE;
    private List<CaptionLine> said = List.of();
    private long samples;

    private List<DecodedFrame> frames = new ArrayList<>();
    private long bytes;
    private int part;
    private long lastPtsUs = Long.MIN_VALUE;

    SegmentParts(Segment segment, int maxBytes, SegmentOutput out) {
        this.segment = segment;
        this.maxBytes = maxBytes;
        this.out = out;
    }

    /**
     * A pass begins, maybe anew: sound leaves with the last part only, so it begins anew too.
     *
     * @param sidecar captions of the whole video
     */
    void begin(Sidecar sidecar) {
        captions = sidecar;
        sound.clear();
        samples = 0;
    }

    @Override
    public void sound(SoundPiece piece) {
        if (samples + piece.samples().length <= SegmentSound.MOST_SAMPLES) {
            sound.add(piece);
            samples += piece.samples().length;
        }
    }

    @Override
    public void frame(SampledFrame frame) {
        if (frame.ptsUs() <= lastPtsUs) {
            return;
        }
        lastPtsUs = frame.ptsUs();
        DecodedFrame decoded =
                new DecodedFrame(frame.ptsUs(), frame.pictures(), stored(frame), frame.quality());
        if (!frames.isEmpty() && !holds(decoded)) {
            out.segment(DecodedSegment.part(segment, part++, frames));
            frames = new ArrayList<>();
            bytes = 0;
        }
        frames.add(decoded);
        bytes += decoded.pictureBytes();
        out.count(DecodeMetric.FRAMES_SAMPLED, 1);
    }

    private boolean holds(DecodedFrame another) {
        return frames.size() < DecodeOptions.MAX_PART_FRAMES
                && bytes + another.pictureBytes() <= maxBytes;
    }

    /** Ends a segment that was read as far as it can be. */
    void finish(ReadReport report) {
        DecodedSegment last =
                DecodedSegment.last(segment, part++, frames, report.lastEndUs())
                        .withSignatures(report.signatures())
                        .withSound(heard(), embedded(report))
                        .withSidecar(own(captions, overUs(report)));
        boolean brokenOff = report.brokenOff(segment.stretch().endUs());
        finish(last, report.ended(), report.problem(), brokenOff, false);
    }

    private List<CaptionLine> embedded(ReadReport report) {
        return own(new Sidecar(report.captions(), 0, null), overUs(report)).lines();
    }

    /** Where the video ends if it ends in the segment; else the largest number. */
    private long overUs(ReadReport report) {
        boolean over = report.ended() || segment.stretch().last();
        return over ? report.lastEndUs() : Long.MAX_VALUE;
    }

    private Sidecar own(Sidecar all, long overUs) {
        boolean first = segment.index() == 0;
        Sidecar own =
                all.within(
                        first ? Long.MIN_VALUE : segment.startUs(),
                        segment.stretch().endUs(),
                        overUs);
        out.count(DecodeMetric.CAPTION_LINES, own.lines().size());
        long dropped = own.dropped() + (first ? all.dropped() : 0);
        out.count(DecodeMetric.CAPTION_LINES_DROPPED, dropped);
        out.count(DecodeMetric.CAPTIONS_UNREADABLE, own.problem() == null ? 0 : 1);
        return own;
    }

    private void finish(
            DecodedSegment last, boolean ended, Problem problem, boolean brokenOff, boolean stop) {
        // What stops before its end goes on with the next planned segment, and with no other.
        boolean over = ended || segment.stretch().last() || (brokenOff && segment.isPastPlan());
        out.segment(last.withProblem(problem).ending(over, stop));
        frames = new ArrayList<>();
        out.count(DecodeMetric.SEGMENTS, 1);
        if (problem != null) {
            out.count(DecodeMetric.PROBLEMS, 1);
        }
    }

    /** What the file's own text tracks say of a segment whose pass could not be ended. */
    void say(ReadReport captionsAlone) {
        said = own(new Sidecar(captionsAlone.captions(), 0, null), Long.MAX_VALUE).lines();
    }

    /**
     * Ends a segment whose pass could not be ended. What a caption file says of it is known.
     *
     * @param stop whether the rest of the video is given up too
     */
    void abandon(Problem problem, boolean stop) {
        long endUs = Math.max(segment.startUs(), lastPtsUs + 1);
        DecodedSegment last =
                DecodedSegment.last(segment, part++, frames, endUs)
                        .withSound(heard(), said)
                        .withSidecar(own(captions, Long.MAX_VALUE));
        finish(last, false, problem, true, stop);
    }

    private SegmentSound heard() {
        return sound.isEmpty() ? SegmentSound.NONE : new SegmentSound(List.copyOf(sound));
    }

    private String stored(SampledFrame frame) {
        if (frame.jpeg().length == 0) {
            return "";
        }
        String path = Thumbnail.pathOf(segment.video().key(), frame.ptsUs());
        out.keyFrame(new Thumbnail(path, frame.jpeg(), segment.generation()));
        return path;
    }
}

package io.zoetrope.operators.decode;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.store.StoreName;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.Losses;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.operators.OpenVideo;
import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Decodes segments one after the other, and keeps the video open while more of its segments are
 * expected. A connection that breaks is taken up once more at once, then the segment goes back to
 * the waiting line; a decoder that is lost is replaced once, then the rest of the video is given
 * up, but for the captions of that segment. For one thread. The caller closes it.
 */
final class SegmentDecoder implements AutoCloseable {
    private static final int TRIES = 2;

    /** A store that was waited for longer than this is not asked again by the way. */
    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Once so long was lost to decoders, a barrier has waited enough. */
    private static final long QUICK_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final OpenVideos videos;
    private final DecodeOptions options;
    private final SegmentOutput out;
    private final Sidecars sidecars;

    SegmentDecoder(VideoAccess access, DecodeOptions options, SegmentOutput out) {
        this.videos = new OpenVideos(access.sources(), access.readers().decoding());
        this.options = options;
        this.out = out;
        this.sidecars = new Sidecars(access.captions());
    }

    /**
     * Ends with a last part, in which stands what went wrong; or with word to the waiting line that
     * the store did not answer.
     */
    void decode(Segment segment) throws IOException, InterruptedException {
        SegmentParts parts = new SegmentParts(segment, options.maxPartBytes(), out);
        long begun = System.nanoTime();
        int lost = 0;
        int broken = 0;
        boolean done = false;
        while (!done) {
            long begin = System.nanoTime();
            try {
                done = attempt(segment, parts);
            } catch (DecoderLost e) {
                videos.close(segment.video());
                out.count(DecodeMetric.DECODERS_LOST, 1);
                done = ++lost == TRIES && giveUp(segment, parts, e, begun);
            } catch (IOException e) {
                videos.close(segment.video());
                stopIfInterrupted();
                boolean slow = System.nanoTime() - begin > SOON_NANOS;
                done = (slow || ++broken == TRIES) && sendBack(segment, e);
            }
        }
    }

    private boolean attempt(Segment segment, SegmentParts parts) throws IOException {
        parts.begin(sidecars.of(segment));
        try {
            ReadReport report = reader(segment).reader().read(request(segment), parts);
            out.count(DecodeMetric.FRAMES_DECODED, report.framesDecoded());
            count(report.losses());
            parts.finish(report);
            if (report.ended() || segment.stretch().last()) {
                videos.close(segment.video());
            }
        } catch (RejectedInput e) {
            videos.close(segment.video());
            parts.abandon(withoutCaptions(segment, e.at(Stage.DECODE)), false);
        }
        return true;
    }

    private Problem withoutCaptions(Segment segment, Problem why) {
        return options.captions()
                ? why.saying(
                        String.format(
                                Locale.ROOT,
                                "%s Captions inside the file, if there are any, are missing from %.1f s on, as far as this segment goes.",
                                why.detail(),
                                segment.startUs() / 1e6))
                : why;
    }

    /**
     * What is said in a segment whose pictures end every decoder: a third one reads it, and decodes
     * nothing.
     *
     * @return null if that is too much for it too, or its store does not answer
     */
    private ReadReport captionsAlone(Segment segment) throws IOException, InterruptedException {
        Stretch stretch = segment.stretch();
        ReadRequest request =
                ReadRequest.captionsAlone(
                        stretch.startUs(), stretch.endUs(), stretch.bytePosition());
        try {
            return reader(segment).reader().read(request, frame -> {});
        } catch (DecoderLost e) {
            out.count(DecodeMetric.DECODERS_LOST, 1);
            return null;
        } catch (RejectedInput | IOException e) {
            stopIfInterrupted();
            return null;
        } finally {
            videos.close(segment.video());
        }
    }

    private void count(Losses losses) {
        out.count(DecodeMetric.SOUND_DAMAGED, losses.damagedSound());
        out.count(DecodeMetric.SOUND_LOST, losses.lostSound());
        out.count(DecodeMetric.CAPTIONS_LOST, losses.lostCaptions());
    }

    private OpenVideo reader(Segment segment) throws IOException, RejectedInput {
        OpenVideo open = videos.use(segment.video(), segment.stretch().continues());
        if (!open.version().equals(segment.video().version())) {
            throw new RejectedInput(
                    Reason.CHANGED_WHILE_INDEXING,
                    "'%s' was replaced while it was indexed; its new version follows with its own event."
                            .formatted(segment.video().uri()));
        }
        return open;
    }

    private ReadRequest request(Segment segment) {
        Stretch stretch = segment.stretch();
        return new ReadRequest(
                stretch.startUs(),
                stretch.endUs(),
                stretch.bytePosition(),
                options.picturesFor(segment),
                options.thumbnails(),
                options.soundFor(segment),
                options.captions());
    }

    /** What was handed over stays; the video ends here. */
    private boolean giveUp(Segment segment, SegmentParts parts, DecoderLost lost, long begun)
            throws IOException, InterruptedException {
        boolean quick = System.nanoTime() - begun < QUICK_NANOS;
        ReadReport said = options.captions() && quick ? captionsAlone(segment) : null;
        if (said != null) {
            count(said.losses());
            parts.say(said);
        }
        long missingUs = said == null ? segment.startUs() : segment.stretch().endUs();
        String detail =
                String.format(
                        Locale.ROOT,
                        "'%s' was given up after %d decoders were lost over it; the last one: %s. What came before is searchable; captions inside it, if there are any, are missing after %.1f s.",
                        segment.video().uri(),
                        TRIES,
                        lost.getMessage(),
                        missingUs / 1e6);
        parts.abandon(Problem.of(Stage.DECODE, lost.reason(), detail), true);
        return true;
    }

    private boolean sendBack(Segment segment, IOException e) {
        out.count(DecodeMetric.RETRIES, 1);
        out.tell(e instanceof CaptionsAway away ? unread(segment, away) : unread(segment, e));
        return true;
    }

    private static SegmentDone unread(Segment segment, IOException e) {
        return SegmentDone.retry(
                segment.video().key(),
                segment.generation(),
                segment.index(),
                segment.run(),
                StoreName.of(segment.video().uri()),
                String.valueOf(e.getMessage()));
    }

    private static SegmentDone unread(Segment segment, CaptionsAway e) {
        return SegmentDone.captionsAway(
                segment.video().key(),
                segment.generation(),
                segment.index(),
                segment.run(),
                e.store(),
                e.getMessage());
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("interrupted while a segment was decoded");
        }
    }

    @Override
    public void close() throws IOException {
        videos.close();
    }
}

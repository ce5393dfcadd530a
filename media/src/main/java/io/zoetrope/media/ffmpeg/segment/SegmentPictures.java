package io.zoetrope.media.ffmpeg.segment;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ffmpeg.encode.EncodedPicture;
import io.zoetrope.media.ffmpeg.encode.FilterText;
import io.zoetrope.media.ffmpeg.encode.PictureEncoder;
import io.zoetrope.media.ffmpeg.encode.PictureFilters;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.PictureSize;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Encodes the pictures of one segment for all its renditions: each is decoded once. For one thread,
 * unless somebody waits for the segment: then its pictures are scaled on a second thread, and
 * encoded on one more for each rendition, in slices. The same comes of it however fast each is.
 */
final class SegmentPictures implements AutoCloseable {
    /** Into which a picture is cut that somebody waits for: that costs a few bits more. */
    private static final int SLICES = 5;

    private final String name;
    private final FilterText text;
    private final List<PictureEncoder> encoders = new ArrayList<>();

    /** Times of pictures that the filters hold back, by rendition. */
    private final List<Deque<Long>> waiting = new ArrayList<>();

    /** Null if nobody waits for the segment. */
    private final PicturesBeside scaling;

    /** By rendition; empty if nobody waits for the segment. */
    private final List<PicturesBeside> encoding = new ArrayList<>();

    private final int ticksPerSecond;
    private PictureFilters filters;

    /**
     * @param name of the file, for sentences that people read
     * @param awaited whether somebody waits for the segment
     * @throws RejectedInput {@code encoder_missing}
     */
    SegmentPictures(
            String name,
            FilterText text,
            Encoding settings,
            int ticksPerSecond,
            double frameRate,
            boolean awaited)
            throws RejectedInput {
        this.name = name;
        this.text = text;
        this.ticksPerSecond = ticksPerSecond;
        scaling = awaited ? new PicturesBeside("scale", this::scale) : null;
        try {
            for (PictureSize size : text.sizes()) {
                PictureEncoder encoder =
                        new PictureEncoder(
                                settings,
                                size,
                                ticksPerSecond,
                                frameRate,
                                text.matrix(),
                                awaited ? SLICES : 1);
                encoders.add(encoder);
                if (awaited) {
                    encoding.add(new PicturesBeside("encode", encoder::encode));
                }
                waiting.add(new ArrayDeque<>());
            }
        } catch (RejectedInput | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * @param frame stays the caller's
     * @param shownTicks later than those before
     * @throws RejectedInput {@code encoding_failed}, because of this picture or of one before
     */
    void add(AVFrame frame, long shownTicks) throws RejectedInput {
        if (scaling != null) {
            scaling.add(frame, shownTicks);
        } else {
            scale(frame, shownTicks);
        }
    }

    private void scale(AVFrame frame, long shownTicks) throws RejectedInput {
        if (filters == null || !filters.fits(frame)) {
            drain();
            filters = PictureFilters.open(frame, text);
            if (filters == null) {
                throw new RejectedInput(
                        Reason.ENCODING_FAILED,
                        "%s has pictures of a form that cannot be scaled: %s."
                                .formatted(name, FilterText.Form.of(frame)));
            }
        }
        waiting.forEach(times -> times.add(shownTicks));
        filters.push(frame, this::encode);
    }

    private void encode(int rendition, AVFrame picture) throws RejectedInput {
        Long shownTicks = waiting.get(rendition).poll();
        if (shownTicks == null) {
            return;
        }
        if (encoding.isEmpty()) {
            encoders.get(rendition).encode(picture, shownTicks);
        } else {
            encoding.get(rendition).add(picture, shownTicks);
        }
    }

    private void drain() throws RejectedInput {
        if (filters != null) {
            filters.push(null, this::encode);
            filters.close();
            filters = null;
        }
        if (!waiting.stream().allMatch(Deque::isEmpty)) {
            // Those after it would have its time.
            throw new RejectedInput(
                    Reason.ENCODING_FAILED, name + " has a picture that was lost while scaling.");
        }
    }

    /** An initialization segment of a rendition that has ended. */
    byte[] head(int rendition) {
        return encoders.get(rendition).head(ticksPerSecond);
    }

    /** All pictures of a rendition, in the order in which they are decoded. */
    List<EncodedPicture> end(int rendition) throws RejectedInput {
        if (scaling != null) {
            scaling.await();
        }
        drain();
        if (!encoding.isEmpty()) {
            encoding.get(rendition).await();
        }
        return encoders.get(rendition).end();
    }

    @Override
    public void close() {
        if (scaling != null) {
            scaling.close();
        }
        encoding.forEach(PicturesBeside::close);
        if (filters != null) {
            filters.close();
            filters = null;
        }
        encoders.forEach(PictureEncoder::close);
        encoders.clear();
    }
}

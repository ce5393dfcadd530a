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
 * Encodes the pictures of one segment for all its renditions: each is decoded once. For one thread.
 */
final class SegmentPictures implements AutoCloseable {
    private final String name;
    private final FilterText text;
    private final List<PictureEncoder> encoders = new ArrayList<>();

    /** Times of pictures that the filters hold back, by rendition. */
    private final List<Deque<Long>> waiting = new ArrayList<>();

    private final int ticksPerSecond;
    private PictureFilters filters;

    /**
     * @param name of the file, for sentences that people read
     * @param mostSlices see {@link PictureEncoder}
     * @throws RejectedInput {@code encoder_missing}
     */
    SegmentPictures(
            String name,
            FilterText text,
            Encoding encoding,
            int ticksPerSecond,
            double frameRate,
            int mostSlices)
            throws RejectedInput {
        this.name = name;
        this.text = text;
        this.ticksPerSecond = ticksPerSecond;
        try {
            for (PictureSize size : text.sizes()) {
                encoders.add(
                        new PictureEncoder(
                                encoding,
                                size,
                                ticksPerSecond,
                                frameRate,
                                text.matrix(),
                                mostSlices));
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
     * @throws RejectedInput {@code encoding_failed}
     */
    void add(AVFrame frame, long shownTicks) throws RejectedInput {
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
        if (shownTicks != null) {
            encoders.get(rendition).encode(picture, shownTicks);
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

    /** An initialization segment of a rendition. */
    byte[] head(int rendition) {
        return encoders.get(rendition).head(ticksPerSecond);
    }

    /** All pictures of a rendition, in the order in which they are decoded. */
    List<EncodedPicture> end(int rendition) throws RejectedInput {
        drain();
        return encoders.get(rendition).end();
    }

    @Override
    public void close() {
        if (filters != null) {
            filters.close();
            filters = null;
        }
        encoders.forEach(PictureEncoder::close);
        encoders.clear();
    }
}

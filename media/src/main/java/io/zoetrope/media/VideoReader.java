package io.zoetrope.media;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import java.io.IOException;

/**
 * Decodes one video, forwards, range by range.
 *
 * <p>Times are media time in microseconds: what a browser's {@code currentTime} is while the
 * picture is on screen, so the first picture may stand anywhere (docs/decisions/0006). Ranges are
 * half-open: a frame belongs to the range that holds its presentation time, so ranges that touch
 * never share or lose a frame. For one thread. The caller closes it.
 */
public interface VideoReader extends AutoCloseable {
    /**
     * What the container says; once {@link #keyFrames} had to look at all packets, the length that
     * they have.
     */
    MediaInfo info();

    /**
     * Where decoding can start, thinned. Containers without an index (MPEG-TS) are scanned once,
     * without decoding.
     */
    KeyFrameIndex keyFrames() throws RejectedInput, IOException;

    /**
     * Decodes a range in one sequential pass and hands over the pictures that the request selects,
     * in order of presentation, and its sound. If the range begins where the one read last ended,
     * and is sampled as that was, decoding goes on from where it stands; else it begins at a key
     * frame before the range. Both give the same frames and cuts. A request for {@link
     * ReadRequest#captionsAlone captions alone} decodes nothing, and tells of no end.
     *
     * @return what was decoded, and what stopped it early; a decoder's error is a problem in the
     *     report, with all frames before it handed over
     * @throws RejectedInput {@code too_slow} if it takes longer than the limits allow; what was
     *     handed over stays good
     * @throws IOException if the source failed in a way that may pass
     */
    ReadReport read(ReadRequest request, PassOutput output) throws RejectedInput, IOException;

    /**
     * Makes the media segments of one stretch, and of the first stretch the initialization segments
     * too. What was handed over before an exception is of no use.
     *
     * @throws RejectedInput {@code encoder_missing} or {@code encoding_failed}; what {@link #read}
     *     throws
     * @throws IOException if the source failed in a way that may pass
     */
    SegmentReport segment(SegmentRequest request, SegmentOutput output)
            throws RejectedInput, IOException;

    /**
     * Makes an MP4 of a stretch, its index first: the pictures that are shown then, and the sound
     * that is heard then, from its time 0 on. What was handed over before an exception is of no
     * use.
     *
     * @throws RejectedInput {@code no_frames} if nothing is shown then, {@code too_large} if it has
     *     more bytes than it may; what {@link #read} throws
     * @throws IOException if the source failed in a way that may pass
     */
    ClipReport clip(ClipRequest request, ClipOutput output) throws RejectedInput, IOException;

    @Override
    void close();
}

package io.zoetrope.media.ffmpeg.segment;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import java.io.IOException;

/**
 * Makes the segments of one video: copies what is to be copied and can be, encodes the rest. For
 * one thread.
 */
public final class SegmentMaker implements AutoCloseable {
    private final OpenedVideo video;
    private final TrackPosition position;
    private SegmentCopier copier;
    private SegmentEncoder encoder;
    private boolean nothingCopied;

    /**
     * @param video stays the caller's to close
     */
    public SegmentMaker(OpenedVideo video, TrackPosition position) {
        this.video = video;
        this.position = position;
    }

    public SegmentReport make(SegmentRequest request, SegmentOutput output)
            throws RejectedInput, IOException {
        if (!request.copies() || nothingCopied) {
            return encoder(request).make(request, output);
        }
        try {
            open(request);
        } catch (NotCopied e) {
            nothingCopied = true;
            return encoder(request).make(request, output);
        }
        try {
            leaveEncoder();
            return copier.make(request, output);
        } catch (NotCopied e) {
            return asTheFirst(request, output);
        }
    }

    private void open(SegmentRequest request) throws NotCopied {
        if (copier == null) {
            copier = new SegmentCopier(video, position, request.encoding());
        }
    }

    /** A segment among copied ones whose pictures are coded unlike theirs. */
    private SegmentReport asTheFirst(SegmentRequest request, SegmentOutput output)
            throws RejectedInput, IOException {
        MadeTrack pictures = encoder(request).pictures(request, output);
        SegmentReport report = copier.with(pictures, request, output);
        copier.restart();
        return report;
    }

    private SegmentEncoder encoder(SegmentRequest request) {
        if (encoder == null) {
            encoder = new SegmentEncoder(video, position, request.encoding());
        }
        return encoder;
    }

    private void leaveEncoder() {
        if (encoder != null) {
            encoder.restart();
        }
    }

    /** Somebody else moves the demuxer. */
    public void restart() {
        leaveEncoder();
        if (copier != null) {
            copier.restart();
        }
    }

    @Override
    public void close() {
        if (copier != null) {
            copier.close();
        }
        if (encoder != null) {
            encoder.close();
        }
    }
}

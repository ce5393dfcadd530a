package io.zoetrope.operators.decode;

import io.zoetrope.domain.MediaSourceOpener;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.operators.OpenVideo;
import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.dispatch.Segment;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Decodes segments one after the other, and keeps the video open while more of its segments are
 * expected. For one thread. The caller closes it.
 */
final class SegmentDecoder implements AutoCloseable {
    private final MediaSourceOpener sources;
    private final VideoReaders readers;
    private final DecodeOptions options;
    private final int stride;
    private final SegmentOutput out;

    private OpenVideo open;
    private String openUri = "";

    /**
     * @param stride how far apart the segments of one video are that come here
     */
    SegmentDecoder(VideoAccess access, DecodeOptions options, int stride, SegmentOutput out) {
        this.sources = access.sources();
        this.readers = access.readers().decoding();
        this.options = options;
        this.stride = stride;
        this.out = out;
    }

    /** Always ends with a last part; what went wrong is in it. */
    void decode(Segment segment) throws IOException, InterruptedException {
        SegmentParts parts = new SegmentParts(segment, options.maxPartBytes(), out);
        for (int attempt = 1; !attempt(segment, parts, attempt); attempt++) {
            out.count(DecodeMetric.RETRIES, 1);
            TimeUnit.MILLISECONDS.sleep(options.retries().delayAfterMs(attempt));
        }
        if (segment.total() > 0 && segment.index() + stride >= segment.total()) {
            closeVideo();
        }
    }

    /** Returns whether the segment is done. */
    private boolean attempt(Segment segment, SegmentParts parts, int attempt) throws IOException {
        try {
            ReadReport report = reader(segment).reader().read(request(segment), parts::add);
            out.count(DecodeMetric.FRAMES_DECODED, report.framesDecoded());
            parts.finish(report.cutsUs(), report.lastEndUs(), report.ended(), report.problem());
        } catch (RejectedInput e) {
            closeVideo();
            parts.abandon(e.at(Stage.DECODE));
        } catch (IOException e) {
            closeVideo();
            if (!options.retries().isLast(attempt)) {
                return false;
            }
            parts.abandon(unreachable(segment, attempt, e));
        }
        return true;
    }

    private OpenVideo reader(Segment segment) throws IOException, RejectedInput {
        String uri = segment.video().uri();
        if (open == null || !openUri.equals(uri) || !isVersion(segment)) {
            closeVideo();
            open = OpenVideo.open(sources, readers, uri);
            openUri = uri;
        }
        if (!isVersion(segment)) {
            throw new RejectedInput(
                    Reason.CHANGED_WHILE_INDEXING,
                    "'%s' was replaced while it was indexed; its new version follows with its own event."
                            .formatted(uri));
        }
        return open;
    }

    private boolean isVersion(Segment segment) {
        return open.version().equals(segment.video().version());
    }

    private ReadRequest request(Segment segment) {
        return new ReadRequest(
                segment.startUs(),
                segment.endUs(),
                segment.bytePosition(),
                options.pictures(),
                options.thumbnails());
    }

    private static Problem unreachable(Segment segment, int attempts, IOException e) {
        return Problem.of(
                Stage.DECODE,
                Reason.UNREACHABLE,
                "'%s' could not be read in %d tries: %s"
                        .formatted(segment.video().uri(), attempts, e.getMessage()));
    }

    @Override
    public void close() throws IOException {
        try {
            closeVideo();
        } finally {
            readers.close();
        }
    }

    private void closeVideo() throws IOException {
        OpenVideo closing = open;
        open = null;
        if (closing != null) {
            closing.close();
        }
    }
}

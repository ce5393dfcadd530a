package io.zoetrope.operators.playback;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.store.FileStore;
import io.zoetrope.domain.store.FileStoreOpener;
import io.zoetrope.domain.store.StoreName;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.OpenVideo;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes the files of each segment in a decoder's process, which copies or encodes, and stores them
 * as they come, on the task's own thread: its checkpoint barrier waits for one segment at most. The
 * video that it worked on last stays open. A store that fails sends the segment back to the waiting
 * line, and so does an encoder; a decoder that is lost is replaced once, then the video has no
 * playback.
 */
public final class PackageSegments extends ProcessFunction<Segment, PackagedSegment> {
    private static final long serialVersionUID = 1L;
    private static final int TRIES = 2;

    private final VideoAccess access;
    private final FileStoreOpener stores;
    private final Encoding encoding;

    private transient VideoReaders readers;
    private transient FileStore store;
    private transient Counters<PackageMetric> counters;
    private transient OpenVideo open;
    private transient String openUri;

    /**
     * @param encoding of what is not copied
     */
    public PackageSegments(VideoAccess access, FileStoreOpener stores, Encoding encoding) {
        this.access = access;
        this.stores = stores;
        this.encoding = encoding;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        counters = Counters.register(getRuntimeContext().getMetricGroup(), PackageMetric.class);
        store = stores.open();
    }

    @Override
    public void processElement(Segment segment, Context context, Collector<PackagedSegment> out)
            throws IOException, InterruptedException {
        int lost = 0;
        while (true) {
            try {
                out.collect(attempt(segment));
                return;
            } catch (RejectedInput e) {
                closeVideo();
                if (e.reason().equals(Reason.ENCODING_FAILED.wire())) {
                    counters.increment(PackageMetric.ENCODER_FAILURES);
                    context.output(SideOutputs.SEGMENTS_DONE, failed(segment, e));
                    return;
                }
                counters.increment(PackageMetric.PROBLEMS);
                out.collect(PackagedSegment.failed(segment, e.at(Stage.PACKAGE)));
                return;
            } catch (DecoderLost e) {
                counters.increment(PackageMetric.DECODERS_LOST);
                closeVideo();
                if (++lost == TRIES) {
                    counters.increment(PackageMetric.PROBLEMS);
                    out.collect(PackagedSegment.failed(segment, lost(segment, e)));
                    return;
                }
            } catch (SegmentFiles.StoreFailed e) {
                closeVideo();
                sendBack(segment, StoreName.OWN, e.getCause(), context);
                return;
            } catch (IOException e) {
                closeVideo();
                stopIfInterrupted();
                sendBack(segment, StoreName.of(segment.video().uri()), e, context);
                return;
            }
        }
    }

    private PackagedSegment attempt(Segment segment) throws RejectedInput, IOException {
        long begin = System.nanoTime();
        OpenVideo video = video(segment);
        Stretch stretch = segment.stretch();
        SegmentRequest request =
                new SegmentRequest(
                        segment.index(),
                        stretch.startUs(),
                        stretch.endUs(),
                        stretch.bytePosition(),
                        Renditions.names(segment.analysers()),
                        encoding,
                        Renditions.container(segment.analysers()));
        SegmentReport report;
        try (SegmentFiles files = new SegmentFiles(store, segment, names(segment))) {
            report = video.reader().segment(request, files);
            finish(files);
        }
        count(report, System.nanoTime() - begin);
        boolean ended = report.ended() || stretch.last();
        if (ended) {
            closeVideo();
        }
        return PackagedSegment.made(segment, ended, report.tracks());
    }

    private static void finish(SegmentFiles files) {
        try {
            files.finish();
        } catch (IOException e) {
            throw new SegmentFiles.StoreFailed(e);
        }
    }

    private static List<String> names(Segment segment) {
        List<String> names = new ArrayList<>(Renditions.names(segment.analysers()));
        names.add(MadeTrack.SOUND);
        return names;
    }

    private void count(SegmentReport report, long nanos) {
        counters.increment(PackageMetric.SEGMENTS);
        counters.add(PackageMetric.BUSY_MS, TimeUnit.NANOSECONDS.toMillis(nanos));
        long bytes = 0;
        long mediaUs = 0;
        for (MadeTrack track : report.tracks()) {
            bytes += track.bytes();
            mediaUs = Math.max(mediaUs, track.endUs() - track.startUs());
        }
        counters.add(PackageMetric.BYTES, bytes);
        counters.add(PackageMetric.MEDIA_MS, mediaUs / 1000);
    }

    private OpenVideo video(Segment segment) throws RejectedInput, IOException {
        String uri = segment.video().uri();
        boolean same = open != null && uri.equals(openUri);
        if (!same || !open.version().equals(segment.video().version())) {
            closeVideo();
            if (readers == null) {
                // A process: not before there is something for it to do.
                readers = access.readers().packaging();
            }
            open = OpenVideo.open(access.sources(), readers, uri);
            openUri = uri;
        }
        if (!open.version().equals(segment.video().version())) {
            throw new RejectedInput(
                    Reason.CHANGED_WHILE_INDEXING,
                    "'%s' was replaced while it was prepared for playback; its new version follows with its own event."
                            .formatted(uri));
        }
        return open;
    }

    private static Problem lost(Segment segment, DecoderLost lost) {
        return Problem.of(
                Stage.PACKAGE,
                lost.reason(),
                "'%s' cannot be played: %d decoders were lost over it; the last one: %s."
                        .formatted(segment.video().uri(), TRIES, lost.getMessage()));
    }

    /** The line sends it again after a while, a few times. */
    private static SegmentDone failed(Segment segment, RejectedInput why) {
        return SegmentDone.failed(
                        segment.video().key(),
                        segment.generation(),
                        segment.index(),
                        segment.run(),
                        why.getMessage())
                .ofPlayback();
    }

    private void sendBack(Segment segment, String store, IOException why, Context context) {
        counters.increment(PackageMetric.RETRIES);
        context.output(
                SideOutputs.SEGMENTS_DONE,
                SegmentDone.retry(
                                segment.video().key(),
                                segment.generation(),
                                segment.index(),
                                segment.run(),
                                store,
                                String.valueOf(why.getMessage()))
                        .ofPlayback());
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("interrupted while a segment was made");
        }
    }

    private void closeVideo() throws IOException {
        OpenVideo video = open;
        open = null;
        if (video != null) {
            video.close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            closeVideo();
        } finally {
            if (readers != null) {
                readers.close();
            }
            if (store != null) {
                store.close();
            }
        }
    }
}

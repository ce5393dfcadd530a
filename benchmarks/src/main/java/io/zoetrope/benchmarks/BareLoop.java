package io.zoetrope.benchmarks;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.jobs.SamplingOptions;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.ImageEncoder;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The same decoding pass and the same model without Flink, Kafka, OpenSearch, archive or store:
 * each thread takes every second range of about ten seconds, decodes it as the job asks for it
 * (pictures at the model's size, small JPEGs, cuts) and embeds its frames in one batch. This is the
 * most that the pipeline could reach.
 */
final class BareLoop implements AutoCloseable {
    private static final long RANGE_US = 10_000_000;
    private static final int JPEG_SIDE = SamplingOptions.KEY_FRAME_SIDE.defaultValue();

    private final int threads;
    private static final String ASKER = "bare";

    private final Sampling sampling;
    private final ImageEncoder encoder;
    private final ExecutorService pool;

    BareLoop(int threads, Sampling sampling) {
        this.threads = threads;
        this.sampling = sampling;
        this.encoder =
                ImageEncoder.open(
                        ModelCatalog.bundled().find(ModelCatalog.DEFAULT_ENCODER),
                        RuntimeOptions.CPU);
        this.pool = Executors.newFixedThreadPool(threads);
    }

    /** Returns the seconds for one video. */
    double run(Path video) throws Exception {
        AtomicLong frames = new AtomicLong();
        long start = System.nanoTime();
        List<Future<Void>> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread;
            running.add(pool.submit((Callable<Void>) () -> ranges(video, first, frames)));
        }
        for (Future<Void> one : running) {
            one.get();
        }
        if (frames.get() == 0) {
            throw new IllegalStateException("no frame was decoded from " + video);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private Void ranges(Path video, int first, AtomicLong frames) throws Exception {
        List<PictureSampling> asked = List.of(PictureSampling.of(ASKER, sampling, encoder.shape()));
        JpegSampling jpegs = new JpegSampling(sampling, JPEG_SIDE);
        try (MediaSource source = new TestingFileSource(video);
                VideoReader reader =
                        FfmpegVideoReader.open(source, video.toString(), ReaderLimits.DEFAULT)) {
            List<long[]> ranges = cut(reader);
            for (int i = first; i < ranges.size(); i += threads) {
                List<byte[]> pictures = new ArrayList<>();
                reader.read(
                        new ReadRequest(ranges.get(i)[0], ranges.get(i)[1], -1, asked, jpegs),
                        frame -> pictures.add(frame.picture(ASKER).rgb()));
                encoder.encode(pictures);
                frames.addAndGet(pictures.size());
            }
        }
        return null;
    }

    private static List<long[]> cut(VideoReader reader) throws Exception {
        List<long[]> ranges = new ArrayList<>();
        long start = 0;
        for (long keyUs : reader.keyFrames().timesUs()) {
            if (keyUs - start >= RANGE_US) {
                ranges.add(new long[] {start, keyUs});
                start = keyUs;
            }
        }
        ranges.add(new long[] {start, Long.MAX_VALUE});
        return ranges;
    }

    @Override
    public void close() {
        pool.shutdown();
        encoder.close();
    }
}

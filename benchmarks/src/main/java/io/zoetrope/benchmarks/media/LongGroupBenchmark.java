package io.zoetrope.benchmarks.media;

import io.zoetrope.benchmarks.Films;
import io.zoetrope.benchmarks.Folders;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.media.process.DecoderSlot;
import io.zoetrope.operators.ThreadReaders;
import io.zoetrope.testing.clips.TestingFileSource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A film with no key frame but its first, cut into segments of ten seconds inside its one group of
 * pictures, against the same film decoded in one piece: processor seconds, children and parent
 * together. If each segment were decoded from the key frame it would be as many times more as half
 * of the segments.
 *
 * <p>Arguments: seconds (3600).
 */
public final class LongGroupBenchmark {
    private static final long SEGMENT_US = 10_000_000;
    private static final FrameShape SHAPE = new FrameShape(224, 224, FrameShape.Fit.STRETCH, 0);
    private static final Sampling SECONDS = Sampling.every(1_000_000);
    private static final int JPEG_SIDE = 320;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LongGroupBenchmark() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 3600;
        Path folder = Files.createTempDirectory("long-group-benchmark");
        try (VideoReaders threads = new ThreadReaders(ReaderLimits.DEFAULT).decoding();
                VideoReaders process =
                        new DecoderSlot(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT)) {
            Path film = Films.oneGroup(folder.resolve("film.mp4"), 320, 180, 10, seconds);
            // Once for the compilers.
            read(threads, film, Long.MAX_VALUE);
            double whole = read(threads, film, Long.MAX_VALUE);
            double onThread = read(threads, film, SEGMENT_US);
            double inProcess = read(process, film, SEGMENT_US);
            System.out.printf(
                    Locale.ROOT,
                    "RESULT %d s with one key frame: %.2f processor seconds in one piece; in"
                            + " segments %.2f on a thread (%.3f), %.2f in a process (%.3f)%n",
                    seconds,
                    whole,
                    onThread,
                    onThread / whole,
                    inProcess,
                    inProcess / whole);
        } finally {
            Folders.delete(folder);
        }
    }

    /** Processor seconds. */
    private static double read(VideoReaders readers, Path film, long segmentUs) throws Exception {
        double before = processorSeconds();
        int frames = 0;
        try (MediaSource source = new TestingFileSource(film);
                VideoReader reader = readers.open(source, "film.mp4")) {
            if (reader.keyFrames().timesUs().length != 1) {
                throw new IllegalStateException("it has more than one key frame");
            }
            long endUs = reader.info().endUs();
            for (long fromUs = 0; fromUs < endUs; fromUs += segmentUs) {
                long toUs = endUs - fromUs <= segmentUs ? Long.MAX_VALUE : fromUs + segmentUs;
                int[] taken = {0};
                reader.read(
                        new ReadRequest(
                                fromUs,
                                toUs,
                                -1,
                                List.of(PictureSampling.of("model", SECONDS, SHAPE)),
                                new JpegSampling(SECONDS, JPEG_SIDE)),
                        frame -> taken[0]++);
                frames += taken[0];
                if (toUs == Long.MAX_VALUE) {
                    break;
                }
            }
            if (frames != Math.round(reader.info().durationUs() / 1e6)) {
                throw new IllegalStateException("pictures: " + frames);
            }
        }
        return processorSeconds() - before;
    }

    private static double processorSeconds() {
        double children =
                ProcessHandle.current()
                        .children()
                        .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToDouble(time -> time.toNanos() / 1e9)
                        .sum();
        return children + THREADS.getCurrentThreadCpuTime() / 1e9;
    }
}

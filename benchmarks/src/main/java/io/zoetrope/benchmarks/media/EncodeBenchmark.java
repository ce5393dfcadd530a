package io.zoetrope.benchmarks.media;

import io.zoetrope.benchmarks.Films;
import io.zoetrope.benchmarks.Folders;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.PictureSize;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.TestingFileSource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Segments for playback: encoding one rendition with {@link BareEncode}, the same libraries in a
 * bare loop over the whole file; several renditions, once, with one; copying with real time.
 * Processor seconds of the one thread that does the work, so other load does not count. Above 1
 * means faster than the bare loop.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks exec:exec -Dbench=media.EncodeBenchmark -Dbench.args="[seconds [rounds [encoder]]]"
 * </pre>
 */
public final class EncodeBenchmark {
    private static final long SEGMENT_US = 6_000_000;
    private static final int RATE = 30;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private EncodeBenchmark() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 30;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Encoding encoding =
                args.length > 2 ? Encoding.DEFAULT.withEncoder(args[2]) : Encoding.DEFAULT;
        Path folder = Files.createTempDirectory("encode-benchmark");
        try {
            Path film = Films.clip(folder.resolve("film.mp4"), 1920, 1080, RATE, seconds);
            say(film, seconds, rounds, encoding);
        } finally {
            Folders.delete(folder);
        }
    }

    private static void say(Path film, int seconds, int rounds, Encoding encoding)
            throws Exception {
        List<String> one = List.of("720p");
        PictureSize size = PictureSize.of(one.get(0), 1920, 1080);
        double[] bare = new double[rounds];
        double[] single = new double[rounds];
        double[] copied = new double[rounds];
        for (int i = -1; i < rounds; i++) {
            int round = Math.max(0, i);
            bare[round] = cpuSeconds(() -> bare(film, size, encoding));
            single[round] = cpuSeconds(() -> segments(film, one, encoding));
            copied[round] = cpuSeconds(() -> segments(film, List.of(MadeTrack.COPIED), encoding));
        }
        List<String> rungs = List.of("1080p", "720p", "480p", "360p");
        double[] ladder = {cpuSeconds(() -> segments(film, rungs, encoding))};
        System.out.printf(
                Locale.ROOT,
                "1080p30 H.264, %d s, %s, medians of %d rounds%n",
                seconds,
                encoding.encoder(),
                rounds);
        row("bare loop, 720p", seconds, bare, bare);
        row("segments, 720p", seconds, single, bare);
        row("segments, 1080p 720p 480p 360p", seconds, ladder, bare);
        row("segments, copied", seconds, copied, bare);
    }

    private static void row(String name, int seconds, double[] took, double[] bare) {
        System.out.printf(
                Locale.ROOT,
                "%-32s %7.2f s, %6.1f x real time, ratio %.3f%n",
                name,
                median(took),
                seconds / median(took),
                median(bare) / median(took));
    }

    private static int bare(Path film, PictureSize size, Encoding encoding) {
        try (BareEncode bare = new BareEncode(film, size, encoding, RATE)) {
            return bare.run();
        }
    }

    private static int segments(Path film, List<String> names, Encoding encoding) throws Exception {
        int[] bytes = {0};
        try (TestingFileSource source = new TestingFileSource(film);
                VideoReader reader = FfmpegVideoReader.open(source, "film", ReaderLimits.DEFAULT)) {
            KeyFrameIndex keys = reader.keyFrames();
            long lastUs = keys.timesUs()[keys.timesUs().length - 1];
            boolean ended = false;
            for (int i = 0; !ended; i++) {
                long startUs = i * SEGMENT_US;
                long endUs = startUs + SEGMENT_US > lastUs ? Long.MAX_VALUE : startUs + SEGMENT_US;
                SegmentReport report =
                        reader.segment(
                                // None is the first of a video, which has threads of its own.
                                new SegmentRequest(i + 1, startUs, endUs, -1).as(names, encoding),
                                (track, head, piece, length) -> bytes[0] += length);
                ended = report.ended();
            }
        }
        return bytes[0];
    }

    private interface Work {
        int run() throws Exception;
    }

    private static double cpuSeconds(Work work) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        if (work.run() == 0) {
            throw new IllegalStateException("nothing came of it");
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

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
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Decoding and scaling by {@link FfmpegVideoReader} (bytes through a {@link MediaSource}, times,
 * ranges, shots) against {@link BareDecode}, the C library driven by a bare loop, in one process:
 * CPU seconds of the one thread that does the work, so other load does not count. Above 1 means
 * faster than the bare loop. Where the {@code ffmpeg} program is installed, its CPU seconds for the
 * same work stand beside.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks exec:exec -Dbench=media.DecodeBenchmark -Dbench.args="[seconds [rounds]]"
 * </pre>
 */
public final class DecodeBenchmark {
    private static final int SIDE = 224;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private DecodeBenchmark() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        Path folder = Files.createTempDirectory("decode-benchmark");
        try {
            Path film = Films.clip(folder.resolve("film.mp4"), 1920, 1080, 30, seconds);
            Map<String, Sampling> samplings = new LinkedHashMap<>();
            samplings.put("every frame", Sampling.every(0));
            samplings.put("1 frame/s", Sampling.every(1_000_000));
            samplings.put("key frames", Sampling.keyFrames(0));
            System.out.printf(
                    Locale.ROOT, "1080p H.264, %d s, medians of %d rounds%n", seconds, rounds);
            for (Map.Entry<String, Sampling> entry : samplings.entrySet()) {
                compare(entry.getKey(), film, entry.getValue(), seconds, rounds);
            }
            program(film, seconds);
        } finally {
            Folders.delete(folder);
        }
    }

    private static void compare(String name, Path film, Sampling sampling, int seconds, int rounds)
            throws Exception {
        double[] ours = new double[rounds];
        double[] bare = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double ourTime = cpuSeconds(() -> ours(film, sampling));
            double bareTime = cpuSeconds(() -> bare(film, sampling));
            if (round >= 0) {
                ours[round] = ourTime;
                bare[round] = bareTime;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-12s reader %.3f s (%.0f x real time), bare C loop %.3f s, ratio %.3f%n",
                name,
                median(ours),
                seconds / median(ours),
                median(bare),
                median(bare) / median(ours));
    }

    private static int ours(Path film, Sampling sampling) throws Exception {
        FrameShape shape = new FrameShape(SIDE, SIDE, FrameShape.Fit.STRETCH, 0);
        List<PictureSampling> asked = List.of(PictureSampling.of("decode", sampling, shape));
        int[] frames = {0};
        try (MediaSource source = new TestingFileSource(film);
                VideoReader reader = FfmpegVideoReader.open(source, "film", ReaderLimits.DEFAULT)) {
            reader.read(
                    new ReadRequest(0, Long.MAX_VALUE, -1, asked, JpegSampling.NONE),
                    frame -> frames[0]++);
        }
        return frames[0];
    }

    private static int bare(Path film, Sampling sampling) {
        try (BareDecode bare = new BareDecode(film, SIDE)) {
            return bare.run(sampling);
        }
    }

    private static double cpuSeconds(Callable<Integer> work) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        if (work.call() == 0) {
            throw new IllegalStateException("no frame was decoded");
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** FFmpeg's own program decodes and scales every frame; it prints its CPU time itself. */
    private static void program(Path film, int seconds) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "info", "-benchmark"));
        command.addAll(List.of("-threads", "1", "-filter_threads", "1", "-i", film.toString()));
        String flags = "area+accurate_rnd+full_chroma_int";
        command.addAll(List.of("-vf", "scale=" + SIDE + ":" + SIDE + ":flags=" + flags));
        command.addAll(List.of("-pix_fmt", "rgb24", "-f", "null", "-"));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            process.waitFor();
            said.lines()
                    .filter(line -> line.startsWith("bench: utime"))
                    .forEach(line -> System.out.println("ffmpeg program, every frame: " + line));
        } catch (IOException e) {
            System.out.println("ffmpeg program: not installed");
        }
    }
}

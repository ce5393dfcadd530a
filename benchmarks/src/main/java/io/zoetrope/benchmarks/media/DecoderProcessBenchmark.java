package io.zoetrope.benchmarks.media;

import io.zoetrope.benchmarks.Films;
import io.zoetrope.benchmarks.Folders;
import io.zoetrope.benchmarks.WarmUp;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Decoders in processes of their own against decoders on threads of this one: the same segments of
 * the same film, the same pictures. A ratio above 1 means that the processes are faster; the ratio
 * of processor seconds counts children and parent together and minds other load less. Behind rounds
 * that go on until the compilers are quiet, those of the children too.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks exec:exec -Dbench=media.DecoderProcessBenchmark -Dbench.args="[workers [rounds [interval|keys]]]"
 * </pre>
 */
public final class DecoderProcessBenchmark {
    private static final int CLIP_SECONDS = 20;
    private static final long SEGMENT_US = 10_000_000;
    private static final FrameShape SHAPE = new FrameShape(224, 224, FrameShape.Fit.STRETCH, 0);
    private static final int JPEG_SIDE = 320;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What one round took and gave. */
    private record Round(
            double seconds, double processorSeconds, double childrenSeconds, int frames) {}

    private DecoderProcessBenchmark() {}

    public static void main(String[] args) throws Exception {
        int workers = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        Path folder = Files.createTempDirectory("decoder-process-benchmark");
        try {
            Path clip = Films.clip(folder.resolve("clip.mp4"), 1920, 1080, 30, CLIP_SECONDS);
            Path film = Films.film(clip, folder.resolve("film.mp4"), CLIP_SECONDS, 120);
            Path longFilm = Films.film(clip, folder.resolve("long.mp4"), CLIP_SECONDS, 1200);
            System.out.printf(
                    Locale.ROOT,
                    "1080p30 H.264, %d workers, medians of %d rounds%n",
                    workers,
                    rounds);
            String only = args.length > 2 ? args[2] : "";
            if (!only.equals("keys")) {
                compare("1 frame/s", film, Sampling.every(1_000_000), workers, rounds);
            }
            if (!only.equals("interval")) {
                compare("key frames", longFilm, Sampling.keyFrames(1_000_000), workers, rounds);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void compare(String name, Path film, Sampling sampling, int workers, int rounds)
            throws Exception {
        List<VideoReaders> threads = new ArrayList<>();
        List<VideoReaders> processes = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            threads.add(new ThreadReaders(ReaderLimits.DEFAULT).decoding());
            processes.add(new DecoderSlot(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT));
        }
        double[] ratios = new double[rounds];
        double[] processorRatios = new double[rounds];
        WarmUp.with(
                name,
                round -> {
                    run(threads, film, sampling);
                    run(processes, film, sampling);
                });
        for (int round = 0; round < rounds; round++) {
            Round byThreads = run(threads, film, sampling);
            Round byProcesses = run(processes, film, sampling);
            if (byThreads.frames() != byProcesses.frames() || byThreads.frames() == 0) {
                throw new IllegalStateException(byThreads + " but " + byProcesses);
            }
            ratios[round] = byThreads.seconds() / byProcesses.seconds();
            processorRatios[round] = byThreads.processorSeconds() / byProcesses.processorSeconds();
            System.out.printf("  %s threads %s, processes %s%n", name, byThreads, byProcesses);
        }
        System.out.printf(
                Locale.ROOT,
                "%-12s processes against threads: %.3f of the speed, %.3f by processor seconds%n",
                name,
                median(ratios),
                median(processorRatios));
        processes.forEach(VideoReaders::close);
    }

    private static Round run(List<VideoReaders> workers, Path film, Sampling sampling)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workers.size());
        double children = childrenSeconds();
        long begin = System.nanoTime();
        List<Future<double[]>> works = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            int first = i;
            works.add(threads.submit(() -> work(workers, first, film, sampling)));
        }
        double processor = 0;
        int frames = 0;
        for (Future<double[]> work : works) {
            processor += work.get()[0];
            frames += (int) work.get()[1];
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        threads.shutdown();
        double inChildren = childrenSeconds() - children;
        return new Round(seconds, processor + inChildren, inChildren, frames);
    }

    /** Every n-th segment, as one decoding subtask of n gets them. */
    private static double[] work(
            List<VideoReaders> workers, int first, Path film, Sampling sampling) throws Exception {
        long begin = THREADS.getCurrentThreadCpuTime();
        int[] frames = {0};
        try (MediaSource source = new TestingFileSource(film);
                VideoReader reader = workers.get(first).open(source, "film.mp4")) {
            List<Long> edges = edges(reader.keyFrames().timesUs());
            for (int i = first; i + 1 < edges.size(); i += workers.size()) {
                reader.read(
                        new ReadRequest(
                                edges.get(i),
                                edges.get(i + 1),
                                -1,
                                List.of(PictureSampling.of("model", sampling, SHAPE)),
                                new JpegSampling(sampling, JPEG_SIDE)),
                        frame -> frames[0]++);
            }
        }
        return new double[] {(THREADS.getCurrentThreadCpuTime() - begin) / 1e9, frames[0]};
    }

    private static List<Long> edges(long[] keyFramesUs) {
        List<Long> edges = new ArrayList<>(List.of(0L));
        for (long us : keyFramesUs) {
            if (us - edges.get(edges.size() - 1) >= SEGMENT_US) {
                edges.add(us);
            }
        }
        edges.add(Long.MAX_VALUE);
        return edges;
    }

    private static double childrenSeconds() {
        return ProcessHandle.current()
                .children()
                .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(time -> time.toNanos() / 1e9)
                .sum();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

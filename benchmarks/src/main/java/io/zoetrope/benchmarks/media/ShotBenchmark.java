package io.zoetrope.benchmarks.media;

import io.zoetrope.benchmarks.accuracy.ShotTruth;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.operators.shots.ShotDetector;
import io.zoetrope.operators.shots.ShotMemory;
import io.zoetrope.operators.shots.ShotRules;
import io.zoetrope.operators.shots.ShotStart;
import io.zoetrope.testing.clips.TestingFileSource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How well shots are found, and what it costs: signatures are what the reader takes above the same
 * decoding by FFmpeg's library alone, so nothing that it does besides is left out. A cut is right
 * within one frame, another start within its transition ({@link ShotTruth}). A video without truth
 * is listed with what was found in it.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks exec:exec -Dbench=media.ShotBenchmark -Dbench.args="FOLDER [keys]"
 * </pre>
 */
public final class ShotBenchmark {
    private static final long RANGE_US = 10_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ShotTruth truth = new ShotTruth();
    private final JpegSampling sampling;
    private double decodingSeconds;
    private double bareSeconds;
    private double findingSeconds;
    private long frames;

    private ShotBenchmark(boolean keyFramesOnly) {
        sampling = keyFramesOnly ? new JpegSampling(Sampling.keyFrames(0), 1) : JpegSampling.NONE;
    }

    public static void main(String[] args) throws Exception {
        ShotBenchmark benchmark = new ShotBenchmark(args.length > 1 && args[1].equals("keys"));
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path video :
                    files.filter(file -> !file.toString().endsWith(ShotTruth.ENDING))
                            .sorted()
                            .toList()) {
                benchmark.look(video);
            }
        }
        benchmark.truth.report().forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "%d frames: %.1f us each to find shots, %.1f %% of bare decoding; decoding with"
                        + " signatures %.3f of bare%n",
                benchmark.frames,
                1e6 * benchmark.findingSeconds / benchmark.frames,
                100 * benchmark.findingSeconds / benchmark.bareSeconds,
                benchmark.decodingSeconds / benchmark.bareSeconds);
    }

    private void look(Path video) throws Exception {
        double begin = seconds();
        try (BareDecode bare = new BareDecode(video, 16)) {
            bare.run(sampling.wanted() ? sampling.sampling() : Sampling.every(Long.MAX_VALUE));
        }
        bareSeconds += seconds() - begin;
        try (MediaSource source = new TestingFileSource(video);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "video", ReaderLimits.DEFAULT)) {
            List<ShotStart> starts = find(signatures(reader));
            String found = starts.stream().map(ShotBenchmark::text).toList().toString();
            System.out.println(video.getFileName() + " " + found);
            if (Files.exists(video.resolveSibling(video.getFileName() + ShotTruth.ENDING))) {
                double frameSeconds = 1 / Math.max(1, reader.info().frameRate().value());
                truth.score(video, starts, frameSeconds)
                        .forEach(remark -> System.out.println("  " + remark));
            }
        }
    }

    private List<FrameSignatures> signatures(VideoReader reader) throws Exception {
        double begin = seconds();
        List<FrameSignatures> all = new ArrayList<>();
        long fromUs = 0;
        ReadReport report;
        do {
            report =
                    reader.read(
                            new ReadRequest(fromUs, fromUs + RANGE_US, -1, List.of(), sampling),
                            frame -> {});
            all.add(report.signatures());
            frames += report.signatures().count();
            fromUs += RANGE_US;
        } while (!report.ended() && report.problem() == null);
        decodingSeconds += seconds() - begin;
        return all;
    }

    private List<ShotStart> find(List<FrameSignatures> signatures) {
        double begin = seconds();
        ShotDetector shots = new ShotDetector(ShotRules.DEFAULT, ShotMemory.START);
        List<ShotStart> starts = new ArrayList<>();
        for (FrameSignatures some : signatures) {
            shots.add(some);
            starts.addAll(shots.take());
        }
        shots.end();
        starts.addAll(shots.take());
        findingSeconds += seconds() - begin;
        return starts;
    }

    /** Of processor time: others may run beside. */
    private static double seconds() {
        return THREADS.getCurrentThreadCpuTime() / 1e9;
    }

    private static String text(ShotStart start) {
        return String.format(
                Locale.ROOT, "%s %.3f", start.transition().wireName(), start.ptsUs() / 1e6);
    }
}

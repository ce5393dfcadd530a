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
import io.zoetrope.media.ffmpeg.picture.FrameSignature;
import io.zoetrope.media.ffmpeg.picture.PlaneSampler;
import io.zoetrope.media.ffmpeg.picture.SignatureCollector;
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
 * How well shots are found, and what it costs: making signatures of frames that FFmpeg's library
 * alone decodes, and finding shots by them, in processor time against that decoding; and what the
 * reader takes, with all that it does besides. All is done twice, and the second time counts. A cut
 * is right within one frame, another start within its transition ({@link ShotTruth}). A video
 * without truth is listed with what was found in it.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks exec:exec -Dbench=media.ShotBenchmark -Dbench.args="FOLDER [keys]"
 * </pre>
 */
public final class ShotBenchmark {
    private static final int SIDE = 16;
    private static final long RANGE_US = 10_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ShotTruth truth = new ShotTruth();
    private final JpegSampling sampling;
    private double signingSeconds;
    private double decodingSeconds;
    private double bareSeconds;
    private double findingSeconds;
    private long frames;

    private ShotBenchmark(boolean keyFramesOnly) {
        sampling = keyFramesOnly ? new JpegSampling(Sampling.keyFrames(0), 1) : JpegSampling.NONE;
    }

    public static void main(String[] args) throws Exception {
        boolean keyFramesOnly = args.length > 1 && args[1].equals("keys");
        List<Path> videos;
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            videos =
                    files.filter(file -> !file.toString().endsWith(ShotTruth.ENDING))
                            .sorted()
                            .toList();
        }
        // A job runs for weeks: what the first minutes cost until all is compiled is not asked.
        ShotBenchmark warm = new ShotBenchmark(keyFramesOnly);
        for (Path video : videos) {
            warm.look(video);
        }
        ShotBenchmark benchmark = new ShotBenchmark(keyFramesOnly);
        for (Path video : videos) {
            benchmark.look(video).forEach(System.out::println);
        }
        benchmark.truth.report().forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "%d frames of %.1f us: signatures %.1f us, finding shots %.1f us, together %.3f of"
                        + " decoding; the reader %.3f%n",
                benchmark.frames,
                benchmark.us(benchmark.bareSeconds),
                benchmark.us(benchmark.signingSeconds),
                benchmark.us(benchmark.findingSeconds),
                (benchmark.signingSeconds + benchmark.findingSeconds) / benchmark.bareSeconds,
                benchmark.decodingSeconds / benchmark.bareSeconds);
    }

    /** What was found, and what of it is wrong. */
    private List<String> look(Path video) throws Exception {
        List<String> remarks = new ArrayList<>();
        double begin = seconds();
        double signedBefore = signingSeconds;
        decodeAndSign(video);
        bareSeconds += seconds() - begin - (signingSeconds - signedBefore);
        try (MediaSource source = new TestingFileSource(video);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "video", ReaderLimits.DEFAULT)) {
            List<ShotStart> starts = find(signatures(reader));
            String found = starts.stream().map(ShotBenchmark::text).toList().toString();
            remarks.add(video.getFileName() + " " + found);
            if (Files.exists(video.resolveSibling(video.getFileName() + ShotTruth.ENDING))) {
                double frameSeconds = 1 / Math.max(1, reader.info().frameRate().value());
                truth.score(video, starts, frameSeconds)
                        .forEach(remark -> remarks.add("  " + remark));
            }
        }
        return remarks;
    }

    private Sampling wanted() {
        return sampling.wanted() ? sampling.sampling() : Sampling.every(Long.MAX_VALUE);
    }

    /** Bare decoding, and with every frame what a pass does for shots, timed by itself. */
    private void decodeAndSign(Path video) {
        SignatureCollector signatures = new SignatureCollector();
        FrameSignature cells = new FrameSignature();
        try (BareDecode bare = new BareDecode(video, SIDE);
                PlaneSampler sampler = new PlaneSampler()) {
            bare.run(
                    wanted(),
                    frame -> {
                        double begin = seconds();
                        sampler.sample(frame, cells);
                        signatures.add(0, frame.width(), frame.height(), cells);
                        signingSeconds += seconds() - begin;
                    });
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

    private double us(double seconds) {
        return 1e6 * seconds / frames;
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

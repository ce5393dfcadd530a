package io.zoetrope.benchmarks;

import io.zoetrope.jobs.AnalyserOptions;
import io.zoetrope.jobs.IndexVideosJob;
import io.zoetrope.jobs.SamplingMode;
import io.zoetrope.jobs.SamplingOptions;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.SoundAnalyser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;

/**
 * What each bundled analyser costs: processor seconds of {@link BarePass} with it alone less those
 * of the pass without any, as a share of decoding and of all; then the whole pipeline with all of
 * them against the bare pass with the same nets. Processor time of the process tree, so that others
 * on the machine matter little; the OpenSearch node is counted apart.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks exec:exec -Dbench=AnalyserBenchmark -Dbench.args="FILE [rounds]"
 * </pre>
 *
 * FILE is a video whose pictures, writing and sound are like those that one has; {@code made}
 * stands for a minute of drawn 1080p without sound.
 */
public final class AnalyserBenchmark {
    private static final int MADE_SECONDS = 60;

    private final Path video;
    private final int rounds;
    private final ProcessorTime own = new ProcessorTime(child -> !ProcessorTime.isNode(child));
    private final ProcessorTime whole = new ProcessorTime(child -> true);
    private final JpegSampling jpegs =
            new JpegSampling(
                    Sampling.every(1_000_000), SamplingOptions.KEY_FRAME_SIDE.defaultValue());

    private AnalyserBenchmark(Path video, int rounds) {
        this.video = video;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path folder = Files.createTempDirectory("zoetrope-bench").toRealPath();
        try {
            Path video =
                    args[0].equals("made")
                            ? Films.clip(folder.resolve("made.mp4"), 1920, 1080, 30, MADE_SECONDS)
                            : Path.of(args[0]).toRealPath();
            AnalyserBenchmark benchmark = new AnalyserBenchmark(video, rounds);
            double bare = benchmark.passes();
            benchmark.pipeline(folder, bare);
        } finally {
            Folders.delete(folder);
        }
    }

    private static Configuration options() {
        Configuration options = new Configuration();
        options.set(AnalyserOptions.DETECTOR, ModelCatalog.DEFAULT_DETECTOR);
        options.set(AnalyserOptions.TEXT, true);
        options.set(AnalyserOptions.AUDIO, "auto");
        return options;
    }

    /** Returns the seconds of the pass with all. */
    private double passes() throws Exception {
        Analysers analysers = IndexVideosJob.analysers(options());
        analysers.list().forEach(Analyser::open);
        analysers.listeners().forEach(SoundAnalyser::open);
        try {
            double decoding = pass(List.of(), List.of(), new JpegSampling(jpegs.sampling(), 0));
            double all = pass(analysers.list(), analysers.listeners(), jpegs);
            System.out.printf(
                    Locale.ROOT,
                    "decoding with signatures %.2f s, with all analysers %.2f s%n",
                    decoding,
                    all);
            share("small pictures", pass(List.of(), List.of(), jpegs), decoding, all);
            for (Analyser one : analysers.list()) {
                double with = pass(List.of(one), List.of(), new JpegSampling(jpegs.sampling(), 0));
                share(one.spec().name(), with, decoding, all);
            }
            for (SoundAnalyser one : analysers.listeners()) {
                double with = pass(List.of(), List.of(one), new JpegSampling(jpegs.sampling(), 0));
                share(one.spec().name(), with, decoding, all);
            }
            return all;
        } finally {
            analysers.list().forEach(Analyser::close);
            analysers.listeners().forEach(SoundAnalyser::close);
        }
    }

    private static void share(String name, double with, double decoding, double all) {
        System.out.printf(
                Locale.ROOT,
                "%-15s %.2f s, %.3f of decoding, %.3f of all%n",
                name,
                with - decoding,
                (with - decoding) / decoding,
                (with - decoding) / all);
    }

    private double pass(
            List<Analyser> analysers, List<SoundAnalyser> listeners, JpegSampling pictures)
            throws Exception {
        BarePass pass = new BarePass(analysers, listeners, pictures);
        pass.run(video);
        double[] seconds = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            double begin = own.seconds();
            pass.run(video);
            seconds[round] = own.seconds() - begin;
        }
        return median(seconds);
    }

    private void pipeline(Path folder, double bare) throws Exception {
        double[] job = new double[rounds];
        double[] all = new double[rounds];
        try (IndexingRig rig = new IndexingRig(folder, SamplingMode.INTERVAL, options())) {
            for (int round = -1; round < rounds; round++) {
                Path copy = folder.resolve("copy" + round + ".mp4");
                Files.copy(video, copy);
                double ownBegin = own.seconds();
                double begin = whole.seconds();
                ThreadTimes threads = new ThreadTimes();
                rig.index(List.of(copy));
                if (round == rounds - 1) {
                    System.out.print("last round by thread:\n" + threads.since());
                }
                if (round >= 0) {
                    job[round] = own.seconds() - ownBegin;
                    all[round] = whole.seconds() - begin;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "pipeline %.2f s, with the OpenSearch node %.2f s; bare pass %.3f and %.3f of it%n",
                median(job),
                median(all),
                bare / median(job),
                bare / median(all));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

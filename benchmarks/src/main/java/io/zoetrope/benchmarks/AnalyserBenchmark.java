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
 * them against the bare pass with the same nets, each warm ({@link WarmUp}). Processor time of the
 * process tree, so that others on the machine matter little; the OpenSearch node is counted apart.
 * Of the last round of both it says what the models were asked, and which threads took the time.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks exec:exec -Dbench=AnalyserBenchmark -Dbench.args="FILE [ROUNDS] [TIMES] [whole]"
 * </pre>
 *
 * FILE is a video whose pictures, writing and sound are like those that one has; {@code made}
 * stands for a minute of drawn 1080p without sound. With TIMES its pictures are repeated that
 * often, without sound: only a film of many minutes shows what a job costs that goes on. With
 * {@code whole} no analyser is measured alone.
 */
public final class AnalyserBenchmark {
    private static final int MADE_SECONDS = 60;

    private final Path clip;
    private final Path video;
    private final int rounds;
    private final ProcessorTime own = new ProcessorTime(child -> !ProcessorTime.isNode(child));
    private final ProcessorTime whole = new ProcessorTime(child -> true);
    private final JpegSampling jpegs =
            new JpegSampling(
                    Sampling.every(1_000_000), SamplingOptions.KEY_FRAME_SIDE.defaultValue());

    /**
     * @param clip to warm up with
     * @param video that is measured
     */
    private AnalyserBenchmark(Path clip, Path video, int rounds) {
        this.clip = clip;
        this.video = video;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        int times = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        boolean alone = args.length < 4 || !args[3].equals("whole");
        Path folder = Files.createTempDirectory("zoetrope-bench").toRealPath();
        try {
            Path clip =
                    args[0].equals("made")
                            ? Films.clip(folder.resolve("made.mp4"), 1920, 1080, 30, MADE_SECONDS)
                            : Path.of(args[0]).toRealPath();
            Path video = times > 1 ? Films.repeated(clip, folder.resolve("all.mp4"), times) : clip;
            AnalyserBenchmark benchmark = new AnalyserBenchmark(clip, video, rounds);
            double bare = benchmark.passes(alone);
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

    /** The analysers of the job, opened. */
    private static Analysers open() {
        Analysers analysers = IndexVideosJob.analysers(options());
        analysers.list().forEach(Analyser::open);
        analysers.listeners().forEach(SoundAnalyser::open);
        return analysers;
    }

    private static void close(Analysers analysers) {
        analysers.list().forEach(Analyser::close);
        analysers.listeners().forEach(SoundAnalyser::close);
    }

    /** Returns the seconds of the pass with all. */
    private double passes(boolean alone) throws Exception {
        Analysers analysers = open();
        try {
            JpegSampling none = new JpegSampling(jpegs.sampling(), 0);
            double decoding = pass(new BarePass(List.of(), List.of(), none));
            double all =
                    told(
                            "bare pass",
                            analysers,
                            new BarePass(analysers.list(), analysers.listeners(), jpegs));
            System.out.printf(
                    Locale.ROOT,
                    "decoding with signatures %.2f s, with all analysers %.2f s%n",
                    decoding,
                    all);
            if (alone) {
                alone(analysers, none, decoding, all);
            }
            return all;
        } finally {
            close(analysers);
        }
    }

    private void alone(Analysers analysers, JpegSampling none, double decoding, double all)
            throws Exception {
        double pictures = pass(new BarePass(List.of(), List.of(), jpegs));
        share("small pictures", pictures, decoding, all);
        for (Analyser one : analysers.list()) {
            double with = pass(new BarePass(List.of(one), List.of(), none));
            share(one.spec().name(), with, decoding, all);
        }
        for (SoundAnalyser one : analysers.listeners()) {
            double with = pass(new BarePass(List.of(), List.of(one), none));
            share(one.spec().name(), with, decoding, all);
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

    private double pass(BarePass pass) throws Exception {
        pass.run(clip);
        return median(rounds(round -> pass.run(video)));
    }

    private double told(String what, Analysers analysers, BarePass pass) throws Exception {
        WarmUp.with(what, round -> pass.run(clip));
        return median(
                rounds(
                        round -> {
                            Told told = new Told(what, analysers);
                            pass.run(video);
                            if (round == rounds - 1) {
                                told.print();
                            }
                        }));
    }

    /** Something that is measured. */
    private interface Work {
        void run(int round) throws Exception;
    }

    /** Processor seconds of each round. */
    private double[] rounds(Work work) throws Exception {
        double[] seconds = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            double begin = own.seconds();
            work.run(round);
            seconds[round] = own.seconds() - begin;
        }
        return seconds;
    }

    private void pipeline(Path folder, double bare) throws Exception {
        double[] all = new double[rounds];
        double[] job;
        Analysers analysers = open();
        try (IndexingRig rig = new IndexingRig(folder, SamplingMode.INTERVAL, options())) {
            WarmUp.with(
                    "pipeline",
                    round -> {
                        Path copy = folder.resolve("warm" + round + ".mp4");
                        rig.index(List.of(Files.copy(clip, copy)));
                    });
            job =
                    rounds(
                            round -> {
                                Path copy = folder.resolve("copy" + round + ".mp4");
                                Files.copy(video, copy);
                                Told told = new Told("pipeline", analysers);
                                double begin = whole.seconds();
                                rig.index(List.of(copy));
                                all[round] = whole.seconds() - begin;
                                if (round == rounds - 1) {
                                    told.print();
                                }
                            });
        } finally {
            close(analysers);
        }
        System.out.printf(
                Locale.ROOT,
                "pipeline %s s, with the OpenSearch node %.2f s; bare pass %.3f and %.3f of it%n",
                Arrays.toString(job),
                median(all),
                bare / median(job),
                bare / median(all));
    }

    /** What the models were asked and which threads worked, since it was made. */
    private static final class Told {
        private final String what;
        private final EngineWork asked;
        private final ThreadTimes threads = new ThreadTimes();
        private final long beginNanos = System.nanoTime();

        private Told(String what, Analysers analysers) {
            this.what = what;
            this.asked = EngineWork.of(analysers);
        }

        private void print() {
            System.out.printf(
                    Locale.ROOT,
                    "%s, a round of %.1f s:%n%s%s",
                    what,
                    (System.nanoTime() - beginNanos) / 1e9,
                    asked.since(),
                    threads.since());
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

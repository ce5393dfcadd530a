package io.zoetrope.benchmarks.jmh;

import io.zoetrope.domain.Vector;
import io.zoetrope.models.batching.EngineOptions;
import io.zoetrope.models.batching.InferenceEngine;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.ImageEncoder;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Pictures a second of the inference engine at saturation, and of a bare loop over the same session
 * with the same batch and as many threads that call it. Prints both and their ratio; arguments are
 * JMH's own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
public class EngineJmh {
    private static final int BATCH = 8;

    /** Pictures that a submitter asks about before it looks at the answers. */
    private static final int ROUND = 64;

    /** Threads that call the model, in both. */
    private static final int CALLERS = 2;

    @Param(ModelCatalog.DEFAULT_ENCODER)
    public String model;

    private ImageEncoder encoder;
    private InferenceEngine<byte[], Vector> engine;
    private List<byte[]> pictures;

    @Setup(Level.Trial)
    public void open() {
        encoder = ImageEncoder.open(ModelCatalog.bundled().find(model), RuntimeOptions.CPU);
        Random random = new Random(1);
        pictures = new ArrayList<>();
        for (int i = 0; i < ROUND; i++) {
            byte[] picture = new byte[encoder.shape().bytes()];
            random.nextBytes(picture);
            pictures.add(picture);
        }
        EngineOptions options =
                new EngineOptions(BATCH, Duration.ofMillis(3), CALLERS, 4 * BATCH * CALLERS);
        engine = new InferenceEngine<>("jmh", encoder::encode, options);
    }

    @TearDown(Level.Trial)
    public void close() {
        engine.close();
        encoder.close();
    }

    @Benchmark
    @Threads(CALLERS)
    @OperationsPerInvocation(ROUND)
    public int bareLoop() {
        int values = 0;
        for (int at = 0; at < ROUND; at += BATCH) {
            values += encoder.encode(pictures.subList(at, at + BATCH)).get(0).dimension();
        }
        return values;
    }

    /** Four submitters keep the queue full: while one waits for its last answers, others ask. */
    @Benchmark
    @Threads(4)
    @OperationsPerInvocation(ROUND)
    public int engine() throws InterruptedException {
        List<CompletableFuture<Vector>> answers = new ArrayList<>(ROUND);
        for (byte[] picture : pictures) {
            answers.add(engine.submit(picture));
        }
        return answers.stream().mapToInt(answer -> answer.join().dimension()).sum();
    }

    /** Runs both, and prints the ratio. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        Options options =
                new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .include(EngineJmh.class.getSimpleName())
                        .build();
        Collection<RunResult> results = new Runner(options).run();
        System.out.printf(
                Locale.ROOT,
                "engine / bare loop: %.3f%n",
                score(results, "engine") / score(results, "bareLoop"));
    }

    private static double score(Collection<RunResult> results, String method) {
        return results.stream()
                .filter(r -> r.getParams().getBenchmark().endsWith("." + method))
                .mapToDouble(r -> r.getPrimaryResult().getScore())
                .findFirst()
                .orElseThrow();
    }
}

package io.zoetrope.benchmarks;

import io.zoetrope.domain.Vector;
import io.zoetrope.models.batching.EngineMetrics;
import io.zoetrope.models.batching.EngineOptions;
import io.zoetrope.models.batching.InferenceEngine;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.ImageEncoder;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * The inference engine at saturation against a bare loop over the same session: same model, batch
 * and number of calling threads. Rounds of the two alternate, so that a slow minute of the machine
 * hits both.
 *
 * <pre>EngineBenchmark [model] [batch] [callers] [submitters] [rounds] [seconds] [folder]</pre>
 */
public final class EngineBenchmark {
    private static final int PICTURES = 64;

    private final ImageEncoder encoder;
    private final int batch;
    private final int callers;
    private final int submitters;
    private final Duration round;
    private final List<byte[]> pictures = new ArrayList<>();

    private EngineBenchmark(
            ImageEncoder encoder, int batch, int callers, int submitters, Duration round) {
        this.encoder = encoder;
        this.batch = batch;
        this.callers = callers;
        this.submitters = submitters;
        this.round = round;
        Random random = new Random(1);
        for (int i = 0; i < PICTURES; i++) {
            byte[] picture = new byte[encoder.shape().bytes()];
            random.nextBytes(picture);
            pictures.add(picture);
        }
    }

    /** Prints images per second of both and their ratio, best is 1. */
    public static void main(String[] args) throws InterruptedException {
        String name = text(args, 0, ModelCatalog.DEFAULT_ENCODER);
        int rounds = number(args, 4, 5);
        ModelCatalog catalog =
                new ModelCatalog(args.length > 6 ? List.of(Path.of(args[6])) : List.of());
        try (ImageEncoder encoder = ImageEncoder.open(catalog.find(name), RuntimeOptions.CPU)) {
            int batch = Math.min(number(args, 1, 8), encoder.maxBatch());
            EngineBenchmark benchmark =
                    new EngineBenchmark(
                            encoder,
                            batch,
                            number(args, 2, Runtime.getRuntime().availableProcessors()),
                            number(args, 3, 4),
                            Duration.ofSeconds(number(args, 5, 5)));
            benchmark.compare(rounds);
        }
    }

    private static String text(String[] args, int at, String otherwise) {
        return args.length > at ? args[at] : otherwise;
    }

    private static int number(String[] args, int at, int otherwise) {
        return args.length > at ? Integer.parseInt(args[at]) : otherwise;
    }

    private void compare(int rounds) throws InterruptedException {
        bare();
        engine();
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            double before = bare();
            double engine = engine();
            double after = bare();
            ratios[i] = 2 * engine / (before + after);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: bare %.1f and %.1f, engine %.1f images/s, ratio %.3f%n",
                    i + 1,
                    before,
                    after,
                    engine,
                    ratios[i]);
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%s, batch %d, %d callers, %d submitters: median ratio %.3f%n",
                encoder.model().id(),
                batch,
                callers,
                submitters,
                ratios[rounds / 2]);
    }

    /** Each caller encodes batch after batch. */
    private double bare() throws InterruptedException {
        long end = System.nanoTime() + round.toNanos();
        LongAdder done = new LongAdder();
        long start = System.nanoTime();
        inThreads(
                callers,
                () -> {
                    int at = 0;
                    while (System.nanoTime() < end) {
                        encoder.encode(pictures.subList(at, at + batch));
                        done.add(batch);
                        at = (at + batch) % (PICTURES - batch + 1);
                    }
                });
        return done.sum() * 1e9 / (System.nanoTime() - start);
    }

    /** Submitters keep the queue full, one picture at a time. */
    private double engine() throws InterruptedException {
        EngineOptions options =
                new EngineOptions(batch, Duration.ofMillis(3), callers, 4 * batch * callers);
        try (InferenceEngine<byte[], Vector> engine =
                new InferenceEngine<>("benchmark", encoder::encode, options)) {
            long start = System.nanoTime();
            long end = start + round.toNanos();
            inThreads(submitters, () -> submitUntil(end, engine));
            EngineMetrics metrics = engine.metrics();
            return metrics.items() * 1e9 / (System.nanoTime() - start);
        }
    }

    private void submitUntil(long end, InferenceEngine<byte[], Vector> engine) {
        List<CompletableFuture<Vector>> answers = new ArrayList<>();
        try {
            for (int i = 0; System.nanoTime() < end; i++) {
                answers.add(engine.submit(pictures.get(i % PICTURES)));
                if (answers.size() == 1024) {
                    answers.removeIf(CompletableFuture::isDone);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answers.forEach(CompletableFuture::join);
    }

    private static void inThreads(int count, Runnable work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Runnable each : Collections.nCopies(count, work)) {
            Thread thread = new Thread(each, "benchmark");
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}

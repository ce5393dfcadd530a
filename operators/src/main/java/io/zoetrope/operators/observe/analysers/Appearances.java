package io.zoetrope.operators.observe.analysers;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.operators.observe.LargePicture;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How detected objects look, by an encoder that is asked about their crops. */
final class Appearances implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of one frame, the best: bounds what a crowd costs. */
    private static final int MOST = 32;

    /** What is less sure says little of how an object looks. */
    private static final float LEAST_SCORE = .4f;

    /** A vector of the detector's own would be of another space. */
    private static final Vector NO_LOOK = new Vector(null);

    private final PlannedModel model;

    private transient SharedEngine<byte[], Vector> engine;

    /** Cuts and waits for the encoder, so that the detector's threads need not. */
    private transient ExecutorService cutting;

    Appearances(PlannedModel model) {
        this.model = model;
    }

    void open() {
        engine =
                InferenceEngines.appearances(
                        model.here(), model.runtime(), InferenceEngines.Gathering.AUTO);
        cutting =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread thread = new Thread(work, "appearance-crops");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    SharedEngine<byte[], Vector> engine() {
        return engine;
    }

    /**
     * @param large that they were found in
     * @return the same detections in their order; those that are embedded with their vectors
     */
    CompletableFuture<List<Detection>> of(
            CompletableFuture<List<Detection>> found, LargePicture large) {
        return found.thenComposeAsync(detections -> embed(detections, large), cutting);
    }

    private CompletableFuture<List<Detection>> embed(
            List<Detection> detections, LargePicture large) {
        List<CompletableFuture<Detection>> all = new ArrayList<>();
        float least = leastScore(detections);
        int embedded = 0;
        for (Detection detection : detections) {
            boolean wanted = detection.score() >= least && embedded < MOST;
            embedded += wanted ? 1 : 0;
            all.add(
                    wanted
                            ? embed(detection, large)
                            : CompletableFuture.completedFuture(detection.withAppearance(NO_LOOK)));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
    }

    private static float leastScore(List<Detection> detections) {
        return detections.stream()
                .map(Detection::score)
                .sorted(Comparator.reverseOrder())
                .skip(MOST - 1)
                .findFirst()
                .map(last -> Math.max(last, LEAST_SCORE))
                .orElse(LEAST_SCORE);
    }

    private CompletableFuture<Detection> embed(Detection detection, LargePicture large) {
        try {
            return engine.submit(large.crop(detection.box(), model.shape()))
                    .thenApply(detection::withAppearance);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    void close() {
        if (cutting != null) {
            cutting.shutdownNow();
        }
        if (engine != null) {
            engine.close();
        }
    }
}

package io.zoetrope.operators.observe.analysers;

import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.AnalyserSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An analyser that asks one model.
 *
 * @param <I> what the model takes
 * @param <O> what it answers
 */
abstract class ModelAnalyser<I, O> implements Analyser {
    private static final long serialVersionUID = 1L;

    private final PlannedModel model;
    private final AnalyserSpec spec;

    private transient SharedEngine<I, O> engine;

    ModelAnalyser(PlannedModel model, AnalyserSpec spec) {
        this.model = model;
        this.spec = spec;
    }

    /** Takes hold of the model's engine in this process. */
    abstract SharedEngine<I, O> engine(ModelPackage here, RuntimeOptions runtime);

    /** Waits while the engine is full. */
    final CompletableFuture<O> ask(I input) throws InterruptedException {
        return engine.submit(input);
    }

    @Override
    public final AnalyserSpec spec() {
        return spec;
    }

    @Override
    public final void open() {
        engine = engine(model.here(), model.runtime());
    }

    @Override
    public final List<SharedEngine<?, ?>> engines() {
        return List.of(engine);
    }

    @Override
    public final void close() {
        if (engine != null) {
            engine.close();
        }
    }
}

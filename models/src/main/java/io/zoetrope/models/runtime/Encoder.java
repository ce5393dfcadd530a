package io.zoetrope.models.runtime;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.Batches;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.LoadedModel;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.OnnxGraph;
import io.zoetrope.models.runtime.onnx.Provider;
import java.util.List;
import java.util.function.Function;

/**
 * One kind of input to vectors, and to classes if the model has some. Thread-safe; the opener
 * closes it.
 *
 * @param <I> one input
 */
abstract class Encoder<I> implements LoadedModel {
    private final ModelPackage model;
    private final OnnxGraph graph;
    private final List<String> labels;

    /**
     * @param labels names of the classes; empty if there are none
     */
    Encoder(ModelPackage model, OnnxGraph graph, List<String> labels) {
        this.model = model;
        this.graph = graph;
        this.labels = labels;
    }

    /**
     * Runs the graph once.
     *
     * @param part at most {@link #maxBatch} inputs
     * @param read takes what is wanted out of the result, which is closed after it
     */
    abstract <T> T run(List<I> part, Function<GraphResult, T> read);

    final ModelPackage modelPackage() {
        return model;
    }

    final OnnxGraph graph() {
        return graph;
    }

    public final int dimension() {
        return model.manifest().dimension();
    }

    @Override
    public final ModelRef model() {
        return model.ref();
    }

    /** The most inputs of one native call; longer lists are cut. */
    @Override
    public final int maxBatch() {
        return graph.spec().maxBatch();
    }

    @Override
    public final Provider provider() {
        return graph.provider();
    }

    /** Vectors of length 1, in the same order. */
    final List<Vector> vectors(List<I> inputs) {
        return Batches.each(
                inputs, maxBatch(), part -> run(part, result -> vectors(result, part.size())));
    }

    final List<Vector> vectors(GraphResult result, int count) {
        return Vectors.read(result, model.manifest(), count, graph.file());
    }

    /** Whether {@link #classify} can be called. */
    public final boolean classifies() {
        return graph.gives("scores") && !labels.isEmpty();
    }

    /**
     * @param inputs as for vectors
     * @param best how many classes of each, best first
     * @throws ModelException if the model has no classes
     */
    public final List<List<LabelScore>> classify(List<I> inputs, int best) {
        return Batches.each(
                inputs,
                maxBatch(),
                part -> run(part, result -> classes(result, part.size(), best)));
    }

    final List<List<LabelScore>> classes(GraphResult result, int count, int best) {
        return LabelScores.read(result, labels, count, best, graph.file());
    }

    @Override
    public final void close() {
        graph.close();
    }
}

package io.zoetrope.models.runtime;

import ai.onnxruntime.OnnxTensor;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Pieces of sound to vectors. Thread-safe; the opener closes it. */
public final class AudioEncoder implements LoadedModel {
    private final ModelPackage model;
    private final OnnxGraph graph;
    private final List<String> labels;

    private AudioEncoder(ModelPackage model, OnnxGraph graph, List<String> labels) {
        this.model = model;
        this.graph = graph;
        this.labels = labels;
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.ManifestException if a file is missing or damaged
     */
    public static AudioEncoder open(ModelPackage model, RuntimeOptions options) {
        List<String> labels = model.labels();
        return new AudioEncoder(model, OnnxGraph.open(model, "audio", options), labels);
    }

    /** Samples of one piece. */
    public int samples() {
        return model.manifest().audio().samples();
    }

    /** Hz. */
    public int sampleRate() {
        return model.manifest().audio().sampleRate();
    }

    public int dimension() {
        return model.manifest().dimension();
    }

    @Override
    public ModelRef model() {
        return model.ref();
    }

    @Override
    public int maxBatch() {
        return graph.spec().maxBatch();
    }

    @Override
    public Provider provider() {
        return graph.provider();
    }

    /**
     * @param pieces mono in [-1,1], at most {@link #samples} long; a shorter one is followed by
     *     silence
     * @return vectors of length 1, in the same order
     * @throws IllegalArgumentException if a piece is longer
     */
    public List<Vector> encode(List<float[]> pieces) {
        return Batches.each(
                pieces,
                maxBatch(),
                part ->
                        run(
                                part,
                                result ->
                                        Vectors.read(
                                                result,
                                                model.manifest(),
                                                part.size(),
                                                graph.file())));
    }

    /**
     * Vectors and classes in one call.
     *
     * @param best how many classes of each piece, best first; none unless it {@link #classifies}
     */
    public List<HeardSound> hear(List<float[]> pieces, int best) {
        return Batches.each(pieces, maxBatch(), part -> run(part, r -> heard(r, part, best)));
    }

    private List<HeardSound> heard(GraphResult result, List<float[]> part, int best) {
        List<Vector> vectors = Vectors.read(result, model.manifest(), part.size(), graph.file());
        List<List<LabelScore>> classes =
                classifies()
                        ? LabelScores.read(result, labels, part.size(), best, graph.file())
                        : Collections.nCopies(part.size(), List.of());
        return IntStream.range(0, part.size())
                .mapToObj(i -> new HeardSound(vectors.get(i), classes.get(i)))
                .toList();
    }

    /** Whether {@link #classify} can be called. */
    public boolean classifies() {
        return graph.gives("scores") && !labels.isEmpty();
    }

    /**
     * @param best how many classes of each piece, best first
     * @throws ModelException if the model has no classes
     */
    public List<List<LabelScore>> classify(List<float[]> pieces, int best) {
        return Batches.each(
                pieces,
                maxBatch(),
                part ->
                        run(
                                part,
                                result ->
                                        LabelScores.read(
                                                result, labels, part.size(), best, graph.file())));
    }

    private <T> T run(List<float[]> pieces, Function<GraphResult, T> read) {
        // Fits: a manifest whose largest batch does not is refused.
        long bytes = (long) pieces.size() * samples() * Float.BYTES;
        FloatBuffer values = Tensors.direct(Math.toIntExact(bytes)).asFloatBuffer();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).length > samples()) {
                throw new IllegalArgumentException(
                        graph.file()
                                + " takes "
                                + samples()
                                + " samples, got "
                                + pieces.get(i).length);
            }
            values.put(i * samples(), pieces.get(i));
        }
        try (OnnxTensor tensor =
                        Tensors.floats(graph, "waveform", values, pieces.size(), samples());
                GraphResult result = graph.run(Map.of("waveform", tensor))) {
            return read.apply(result);
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}

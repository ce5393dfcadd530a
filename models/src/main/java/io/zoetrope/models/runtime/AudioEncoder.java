package io.zoetrope.models.runtime;

import ai.onnxruntime.OnnxTensor;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.Batches;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.OnnxGraph;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.onnx.Tensors;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Pieces of sound to vectors. Thread-safe; the opener closes it. */
public final class AudioEncoder extends Encoder<float[]> {
    private AudioEncoder(ModelPackage model, OnnxGraph graph, List<String> labels) {
        super(model, graph, labels);
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing or
     *     damaged
     */
    public static AudioEncoder open(ModelPackage model, RuntimeOptions options) {
        List<String> labels = model.labels();
        return new AudioEncoder(model, OnnxGraph.open(model, "audio", options), labels);
    }

    /** Samples of one piece. */
    public int samples() {
        return modelPackage().manifest().audio().samples();
    }

    /** Hz. */
    public int sampleRate() {
        return modelPackage().manifest().audio().sampleRate();
    }

    /**
     * @param pieces mono in [-1,1], at most {@link #samples} long; a shorter one is followed by
     *     silence
     * @return vectors of length 1, in the same order; one that is not finite is empty
     * @throws IllegalArgumentException if a piece is longer
     */
    public List<Vector> encode(List<float[]> pieces) {
        return vectors(pieces);
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
        List<Vector> vectors = vectors(result, part.size());
        List<List<LabelScore>> classes =
                classifies()
                        ? classes(result, part.size(), best)
                        : Collections.nCopies(part.size(), List.of());
        return IntStream.range(0, part.size())
                .mapToObj(i -> new HeardSound(vectors.get(i), classes.get(i)))
                .toList();
    }

    @Override
    <T> T run(List<float[]> pieces, Function<GraphResult, T> read) {
        // Fits: a manifest whose largest batch does not is refused.
        long bytes = (long) pieces.size() * samples() * Float.BYTES;
        FloatBuffer values = Tensors.direct(Math.toIntExact(bytes)).asFloatBuffer();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).length > samples()) {
                throw new IllegalArgumentException(
                        graph().file()
                                + " takes "
                                + samples()
                                + " samples, got "
                                + pieces.get(i).length);
            }
            values.put(i * samples(), pieces.get(i));
        }
        try (OnnxTensor tensor =
                        Tensors.floats(graph(), "waveform", values, pieces.size(), samples());
                GraphResult result = graph().run(Map.of("waveform", tensor))) {
            return read.apply(result);
        }
    }
}

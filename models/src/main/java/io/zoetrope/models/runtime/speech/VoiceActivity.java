package io.zoetrope.models.runtime.speech;

import ai.onnxruntime.OnnxTensor;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.AudioInput;
import io.zoetrope.models.packages.manifest.TensorSpec;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.LoadedModel;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.OnnxGraph;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.onnx.Tensors;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * Where somebody speaks. The graph is recurrent: its state runs through one call, piece by piece,
 * and starts anew with the next. Thread-safe; the opener closes it.
 */
public final class VoiceActivity implements LoadedModel {
    private final ModelPackage model;
    private final OnnxGraph graph;
    private final AudioInput audio;
    private final long[] stateShape;

    private VoiceActivity(ModelPackage model, OnnxGraph graph) {
        this.model = model;
        this.graph = graph;
        this.audio = model.manifest().audio();
        TensorSpec state = graph.spec().input("state").orElseThrow();
        // One recording at a time, so a free size is 1.
        this.stateShape = state.shape().stream().mapToLong(size -> Math.max(1, size)).toArray();
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing or
     *     damaged
     */
    public static VoiceActivity open(ModelPackage model, RuntimeOptions options) {
        return new VoiceActivity(model, OnnxGraph.open(model, "vad", options));
    }

    /** Hz. */
    public int sampleRate() {
        return audio.sampleRate();
    }

    /** Samples of one piece. */
    public int samples() {
        return audio.samples();
    }

    @Override
    public ModelRef model() {
        return model.ref();
    }

    /** One recording at a time. */
    @Override
    public int maxBatch() {
        return 1;
    }

    @Override
    public Provider provider() {
        return graph.provider();
    }

    /**
     * @param samples mono in [-1,1], any length; the last piece is followed by silence
     * @return for each piece of {@link #samples} how likely there is speech in it, [0,1]
     */
    public float[] speech(float[] samples) {
        return speech(new VoiceRequest(samples, (piece, speech) -> false));
    }

    /** As {@link #speech(float[])}, up to the piece after which it is asked to stop. */
    public float[] speech(VoiceRequest asked) {
        int piece = audio.samples();
        float[] samples = asked.samples();
        float[] speech = new float[(samples.length + piece - 1) / piece];
        float[] state = new float[stateSize()];
        float[] window = new float[audio.context() + piece];
        for (int i = 0; i < speech.length; i++) {
            slide(window, samples, i * piece);
            state = step(window, state, speech, i);
            if (asked.stop().enough(i, speech[i])) {
                return Arrays.copyOf(speech, i + 1);
            }
        }
        return speech;
    }

    /** The end of the piece before, then the next piece, then silence. */
    private void slide(float[] window, float[] samples, int from) {
        int context = audio.context();
        System.arraycopy(window, window.length - context, window, 0, context);
        int there = Math.min(audio.samples(), samples.length - from);
        System.arraycopy(samples, from, window, context, there);
        Arrays.fill(window, context + there, window.length, 0);
    }

    private float[] step(float[] window, float[] state, float[] speech, int at) {
        try (OnnxTensor sound =
                        Tensors.floats(
                                graph, "waveform", FloatBuffer.wrap(window), 1, window.length);
                OnnxTensor before =
                        Tensors.floats(graph, "state", FloatBuffer.wrap(state), stateShape);
                OnnxTensor rate =
                        Tensors.longs(graph, "sample_rate", new long[] {audio.sampleRate()});
                GraphResult result =
                        graph.run(
                                Map.of("waveform", sound, "state", before, "sample_rate", rate))) {
            speech[at] = result.floats("speech")[0];
            return result.floats("state");
        }
    }

    private int stateSize() {
        return (int) Arrays.stream(stateShape).reduce(1, (a, b) -> a * b);
    }

    @Override
    public void close() {
        graph.close();
    }
}

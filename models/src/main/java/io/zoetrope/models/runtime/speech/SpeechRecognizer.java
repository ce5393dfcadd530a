package io.zoetrope.models.runtime.speech;

import ai.onnxruntime.OnnxTensor;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.AudioInput;
import io.zoetrope.models.packages.manifest.DecodingRule;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.runtime.onnx.Batches;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.LoadedModel;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.OnnxGraph;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.onnx.Tensors;
import io.zoetrope.models.tokenize.Tokenizer;
import io.zoetrope.models.tokenize.Tokenizers;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Speech to text with Whisper's graphs: an encoder of a log-mel spectrogram and a decoder, with or
 * without a cache, one likeliest token after another. Thread-safe; the opener closes it.
 *
 * <p>A text ends with the end token, at the most tokens, or when it begins to repeat itself: of
 * what is repeated, one remains. A text is dropped if the model says that nobody speaks and is not
 * sure of it, or if it says the same over and over.
 */
public final class SpeechRecognizer implements LoadedModel {
    private final ModelPackage model;
    private final OnnxGraph encoder;
    private final OnnxGraph decoder;
    private final Tokenizer tokenizer;
    private final AudioInput audio;
    private final DecodingRule rule;
    private final LogMel mel;

    private SpeechRecognizer(
            ModelPackage model, OnnxGraph encoder, OnnxGraph decoder, Tokenizer tokenizer) {
        this.model = model;
        this.encoder = encoder;
        this.decoder = decoder;
        this.tokenizer = tokenizer;
        this.audio = model.manifest().audio();
        this.rule = model.manifest().decoding();
        this.mel = new LogMel(audio.melBins());
    }

    /**
     * @throws ModelException if a graph cannot be loaded or is not what the manifest says
     * @throws ManifestException if a file is missing or damaged
     */
    public static SpeechRecognizer open(ModelPackage model, RuntimeOptions options) {
        AudioInput audio = model.manifest().audio();
        if (audio == null || audio.melBins() == 0 || audio.sampleRate() != LogMel.SAMPLE_RATE) {
            throw new ManifestException(
                    model.describe(ModelPackage.MANIFEST)
                            + ": audio: expected mel_bins and a sample_rate of "
                            + LogMel.SAMPLE_RATE);
        }
        OnnxGraph encoder = OnnxGraph.open(model, "encoder", options);
        OnnxGraph decoder = null;
        try {
            decoder = OnnxGraph.open(model, "decoder", options);
            DecoderCache.check(decoder);
            return new SpeechRecognizer(model, encoder, decoder, Tokenizers.open(model));
        } catch (RuntimeException e) {
            encoder.close();
            if (decoder != null) {
                decoder.close();
            }
            throw e;
        }
    }

    /** Hz. */
    public int sampleRate() {
        return audio.sampleRate();
    }

    /** The most samples of one piece: Whisper's thirty seconds. */
    public int maxSamples() {
        return audio.samples();
    }

    @Override
    public ModelRef model() {
        return model.ref();
    }

    @Override
    public int maxBatch() {
        return Math.min(encoder.spec().maxBatch(), decoder.spec().maxBatch());
    }

    @Override
    public Provider provider() {
        return encoder.provider();
    }

    /**
     * @param samples mono in [-1,1], at most {@link #maxSamples}; what is missing is silence
     * @return what is said, without spaces at its ends; empty if nothing is
     * @throws IllegalArgumentException if there are more samples
     */
    public String transcribe(float[] samples) {
        return transcribe(List.of(samples)).get(0).text();
    }

    /**
     * @param pieces each as for {@link #transcribe(float[])}
     * @return what is said in each
     * @throws IllegalArgumentException if a piece has more samples
     */
    public List<Transcript> transcribe(List<float[]> pieces) {
        return Batches.each(pieces, maxBatch(), this::run);
    }

    private List<Transcript> run(List<float[]> pieces) {
        int columns = maxSamples() / LogMel.HOP;
        FloatBuffer all = FloatBuffer.allocate(pieces.size() * audio.melBins() * columns);
        pieces.forEach(samples -> all.put(mel.of(whole(samples))));
        try (OnnxTensor features =
                        Tensors.floats(
                                encoder,
                                "features",
                                all.flip(),
                                pieces.size(),
                                audio.melBins(),
                                columns);
                GraphResult encoded = encoder.run(Map.of("features", features))) {
            List<SpokenTokens> texts = write(encoded.tensor("hidden"), pieces.size());
            List<Transcript> transcripts = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                long pieceUs = pieces.get(i).length * 1_000_000L / sampleRate();
                transcripts.add(SpokenLines.read(texts.get(i), rule.speech(), tokenizer, pieceUs));
            }
            return transcripts;
        }
    }

    private float[] whole(float[] samples) {
        if (samples.length > maxSamples()) {
            throw new IllegalArgumentException(
                    model.ref().id()
                            + " takes at most "
                            + maxSamples()
                            + " samples, got "
                            + samples.length);
        }
        return Arrays.copyOf(samples, maxSamples());
    }

    private List<SpokenTokens> write(OnnxTensor hidden, int count) {
        try (SpeechDecoding decoding = new SpeechDecoding(decoder, rule, hidden, count)) {
            return decoding.write();
        }
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}

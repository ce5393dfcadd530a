package io.zoetrope.models.runtime;

import ai.onnxruntime.OnnxTensor;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.models.packages.AudioInput;
import io.zoetrope.models.packages.DecodingRule;
import io.zoetrope.models.packages.ManifestException;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.tokenize.Tokenizer;
import io.zoetrope.models.tokenize.Tokenizers;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * Speech to text with Whisper's graphs: an encoder of a log-mel spectrogram and a decoder, with or
 * without a cache, one likeliest token after another. Thread-safe; the opener closes it.
 */
public final class SpeechRecognizer implements AutoCloseable {
    private final ModelPackage model;
    private final OnnxGraph encoder;
    private final OnnxGraph decoder;
    private final Tokenizer tokenizer;
    private final AudioInput audio;
    private final LogMel mel;

    private SpeechRecognizer(
            ModelPackage model, OnnxGraph encoder, OnnxGraph decoder, Tokenizer tokenizer) {
        this.model = model;
        this.encoder = encoder;
        this.decoder = decoder;
        this.tokenizer = tokenizer;
        this.audio = model.manifest().audio();
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

    /** The most samples of one call: Whisper's thirty seconds. */
    public int maxSamples() {
        return audio.samples();
    }

    public ModelRef model() {
        return model.ref();
    }

    public Provider provider() {
        return encoder.provider();
    }

    /**
     * @param samples mono in [-1,1], at most {@link #maxSamples}; what is missing is silence
     * @return what is said, without spaces at its ends; empty if nothing is
     * @throws IllegalArgumentException if there are more samples
     */
    public String transcribe(float[] samples) {
        if (samples.length > maxSamples()) {
            throw new IllegalArgumentException(
                    model.ref().id()
                            + " takes at most "
                            + maxSamples()
                            + " samples, got "
                            + samples.length);
        }
        float[] spectrogram = mel.of(Arrays.copyOf(samples, maxSamples()));
        int columns = spectrogram.length / audio.melBins();
        try (OnnxTensor features =
                        Tensors.floats(
                                encoder,
                                "features",
                                FloatBuffer.wrap(spectrogram),
                                1,
                                audio.melBins(),
                                columns);
                GraphResult encoded = encoder.run(Map.of("features", features))) {
            return tokenizer.decode(write(encoded.tensor("hidden"))).strip();
        }
    }

    private long[] write(OnnxTensor hidden) {
        DecodingRule rule = model.manifest().decoding();
        int start = rule.start().size();
        long[] tokens = rule.start().stream().mapToLong(Integer::longValue).toArray();
        try (DecoderCache cache = new DecoderCache(decoder)) {
            for (int i = 0; i < rule.maxTokens(); i++) {
                int next = next(tokens, hidden, cache, rule);
                if (next == rule.end()) {
                    break;
                }
                tokens = Arrays.copyOf(tokens, tokens.length + 1);
                tokens[tokens.length - 1] = next;
            }
        }
        return Arrays.copyOfRange(tokens, start, tokens.length);
    }

    private int next(long[] tokens, OnnxTensor hidden, DecoderCache cache, DecodingRule rule) {
        long[] unseen = cache.unseen(tokens);
        try (OnnxTensor ids = Tensors.longs(decoder, "input_ids", unseen, 1, unseen.length)) {
            GraphResult result = cache.run(tokens, Map.of("input_ids", ids, "hidden", hidden));
            float[] logits = result.floats("logits");
            int vocabulary = logits.length / unseen.length;
            return GreedyChoice.best(rule, logits, logits.length - vocabulary, vocabulary);
        }
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}

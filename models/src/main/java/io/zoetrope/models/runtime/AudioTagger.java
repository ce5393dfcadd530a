package io.zoetrope.models.runtime;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.LoadedModel;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Vectors of pieces of sound, and which of the package's labels they are: by the encoder's own
 * scores if it has any, else by the nearness of a label's words in the same space. Thread-safe; the
 * opener closes it.
 */
public final class AudioTagger implements LoadedModel {
    /** Most classes of one piece. */
    public static final int MOST = 5;

    private final AudioEncoder encoder;
    private final List<String> labels;
    private final List<Vector> words;
    private final float minScore;

    private AudioTagger(
            AudioEncoder encoder, List<String> labels, List<Vector> words, float minScore) {
        this.encoder = encoder;
        this.labels = labels;
        this.words = words;
        this.minScore = minScore;
    }

    /**
     * @param texts the text encoder of the same space; labels without scores and without it name
     *     nothing
     * @throws ModelException if a graph cannot be loaded or is not what its manifest says
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing or
     *     damaged
     */
    public static AudioTagger open(
            ModelPackage model, Optional<ModelPackage> texts, RuntimeOptions options) {
        List<String> labels = model.labels();
        AudioEncoder encoder = AudioEncoder.open(model, options);
        try {
            boolean compares = !encoder.classifies() && !labels.isEmpty() && texts.isPresent();
            List<Vector> words =
                    compares ? encode(texts.orElseThrow(), labels, options) : List.of();
            float minScore = model.manifest().labels().minScore();
            return new AudioTagger(encoder, labels, words, minScore);
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    private static List<Vector> encode(
            ModelPackage texts, List<String> labels, RuntimeOptions options) {
        try (TextEncoder encoder = TextEncoder.open(texts, options)) {
            List<Vector> words = encoder.encode(labels);
            for (int i = 0; i < labels.size(); i++) {
                if (words.get(i).dimension() == 0) {
                    throw new ModelException(
                            texts + ": no finite vector of the label '" + labels.get(i) + "'");
                }
            }
            return words;
        }
    }

    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public ModelRef model() {
        return encoder.model();
    }

    @Override
    public int maxBatch() {
        return encoder.maxBatch();
    }

    @Override
    public Provider provider() {
        return encoder.provider();
    }

    /**
     * @param pieces as {@link AudioEncoder#encode} takes them
     * @return with at most {@value #MOST} classes each, none below the package's least score
     */
    public List<HeardSound> hear(List<float[]> pieces) {
        return encoder.hear(pieces, MOST).stream()
                .map(heard -> compares(heard) ? compared(heard.vector()) : heard)
                .map(this::named)
                .toList();
    }

    private boolean compares(HeardSound heard) {
        return !words.isEmpty() && heard.vector().dimension() > 0;
    }

    private HeardSound compared(Vector sound) {
        List<LabelScore> classes =
                IntStream.range(0, words.size())
                        .mapToObj(i -> new LabelScore(labels.get(i), sound.dot(words.get(i))))
                        .sorted(Comparator.comparing(LabelScore::score).reversed())
                        .limit(MOST)
                        .toList();
        return new HeardSound(sound, classes);
    }

    private HeardSound named(HeardSound heard) {
        return new HeardSound(
                heard.vector(),
                heard.classes().stream().filter(c -> c.score() >= minScore).toList());
    }

    @Override
    public void close() {
        encoder.close();
    }
}

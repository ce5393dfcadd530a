package io.zoetrope.query.embed;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.SentenceEncoder;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.util.List;

/** What is asked, by what it means: as the lines and texts of videos are embedded. */
public final class ModelSentenceEncoder implements WordEncoder {
    private final SentenceEncoder sentences;

    private ModelSentenceEncoder(SentenceEncoder sentences) {
        this.sentences = sentences;
    }

    /**
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing
     * @throws io.zoetrope.models.runtime.onnx.ModelException if it cannot run as asked
     */
    public static ModelSentenceEncoder open(ModelPackage model, RuntimeOptions runtime) {
        return new ModelSentenceEncoder(SentenceEncoder.open(model, runtime));
    }

    @Override
    public Vector text(String text) {
        return Direction.ofText(sentences.queries(List.of(text)).get(0), model());
    }

    @Override
    public int dimension() {
        return sentences.dimension();
    }

    @Override
    public ModelRef model() {
        return sentences.model();
    }

    @Override
    public String provider() {
        return sentences.provider().wireName();
    }

    @Override
    public void close() {
        sentences.close();
    }
}

package io.zoetrope.query.generate.evidence;

import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.CaptionDecoder;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.query.options.QueryServiceOptions;
import java.util.List;

/** Captions by a decoder of a model package. */
public final class ModelCaptions implements Captions {
    private final CaptionDecoder decoder;

    private ModelCaptions(CaptionDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * @throws io.zoetrope.models.packages.manifest.ManifestException if the package is not there,
     *     or one of its files
     * @throws io.zoetrope.models.runtime.onnx.ModelException if it cannot run as asked
     */
    public static ModelCaptions open(String name, QueryServiceOptions.Encoding options) {
        ModelPackage model = ModelCatalog.standard(options.models()).find(name);
        return new ModelCaptions(
                CaptionDecoder.open(
                        model, RuntimeOptions.parse(options.provider(), 0, 1, ModelPackage.PLAIN)));
    }

    @Override
    public String space() {
        return decoder.space();
    }

    @Override
    public List<String> describe(List<Vector> vectors) {
        return decoder.describe(vectors);
    }

    @Override
    public void close() {
        decoder.close();
    }
}

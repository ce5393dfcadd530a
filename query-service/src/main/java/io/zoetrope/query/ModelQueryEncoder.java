package io.zoetrope.query;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.pictures.Pictures;
import io.zoetrope.models.runtime.ImageEncoder;
import io.zoetrope.models.runtime.RuntimeOptions;
import io.zoetrope.models.runtime.TextEncoder;
import java.util.List;

/** The two encoders of one model package: the very code that embedded the videos. */
public final class ModelQueryEncoder implements QueryEncoder {
    private final TextEncoder texts;
    private final ImageEncoder images;

    private ModelQueryEncoder(TextEncoder texts, ImageEncoder images) {
        this.texts = texts;
        this.images = images;
    }

    /**
     * Loads the package that the options name, else the bundled one.
     *
     * @throws io.zoetrope.models.packages.ManifestException where the package is not there, or one
     *     of its files
     * @throws io.zoetrope.models.runtime.ModelException where it cannot run as asked
     */
    public static ModelQueryEncoder open(QueryServiceOptions.Encoding options) {
        String name = options.name().isEmpty() ? ModelCatalog.DEFAULT_ENCODER : options.name();
        ModelPackage model = ModelCatalog.standard(options.models()).find(name);
        RuntimeOptions runtime = RuntimeOptions.parse(options.provider(), 0, 1, options.variant());
        TextEncoder texts = TextEncoder.open(model, runtime);
        try {
            return new ModelQueryEncoder(texts, ImageEncoder.open(model, runtime));
        } catch (RuntimeException e) {
            texts.close();
            throw e;
        }
    }

    @Override
    public Vector text(String text) {
        return texts.encode(List.of(text)).get(0);
    }

    @Override
    public Vector image(byte[] bytes) throws RejectedInput {
        return images.encode(List.of(Pictures.read(bytes, images.shape()).rgb())).get(0);
    }

    @Override
    public int dimension() {
        return texts.dimension();
    }

    @Override
    public ModelRef model() {
        return texts.model();
    }

    @Override
    public String provider() {
        return texts.provider().wireName();
    }

    @Override
    public void close() {
        images.close();
        texts.close();
    }
}

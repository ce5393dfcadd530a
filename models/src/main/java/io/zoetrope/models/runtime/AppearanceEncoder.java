package io.zoetrope.models.runtime;

import io.zoetrope.domain.FrameShape;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import java.util.List;

/**
 * Crops of objects to vectors by which they are recognised again: an image encoder whose pictures
 * are crops. Thread-safe; the opener closes it.
 */
public final class AppearanceEncoder implements LoadedModel {
    private final ImageEncoder crops;

    private AppearanceEncoder(ImageEncoder crops) {
        this.crops = crops;
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.ManifestException if a file is missing or damaged
     */
    public static AppearanceEncoder open(ModelPackage model, RuntimeOptions options) {
        return new AppearanceEncoder(ImageEncoder.open(model, options));
    }

    /** The crop that {@link #encode} takes. */
    public FrameShape shape() {
        return crops.shape();
    }

    public int dimension() {
        return crops.dimension();
    }

    @Override
    public ModelRef model() {
        return crops.model();
    }

    @Override
    public int maxBatch() {
        return crops.maxBatch();
    }

    @Override
    public Provider provider() {
        return crops.provider();
    }

    /**
     * @param rgb packed RGB at {@link #shape}
     * @return vectors of length 1, in the same order
     * @throws IllegalArgumentException if a crop has another size
     */
    public List<Vector> encode(List<byte[]> rgb) {
        return crops.encode(rgb);
    }

    @Override
    public void close() {
        crops.close();
    }
}

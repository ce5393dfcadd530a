package io.zoetrope.models.runtime;

import io.zoetrope.domain.FrameShape;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import java.util.List;

/** Crops of objects to vectors by which they are recognised again. Thread-safe. */
public final class AppearanceEncoder implements LoadedModel {
    private final ModelPackage model;
    private final PictureGraph crops;

    private AppearanceEncoder(ModelPackage model, PictureGraph crops) {
        this.model = model;
        this.crops = crops;
    }

    /**
     * @throws ModelException where the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.ManifestException where a file is missing or damaged
     */
    public static AppearanceEncoder open(ModelPackage model, RuntimeOptions options) {
        return new AppearanceEncoder(model, PictureGraph.open(model, "image", options));
    }

    /** The crop that {@link #encode} takes. */
    public FrameShape shape() {
        return crops.shape();
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
        return crops.graph().spec().maxBatch();
    }

    @Override
    public Provider provider() {
        return crops.graph().provider();
    }

    /**
     * @param rgb packed RGB at {@link #shape}
     * @return vectors of length 1, in the same order
     * @throws IllegalArgumentException where a crop has another size
     */
    public List<Vector> encode(List<byte[]> rgb) {
        String file = crops.graph().file();
        return Batches.each(
                rgb,
                maxBatch(),
                part ->
                        crops.run(
                                part,
                                result ->
                                        Vectors.read(result, model.manifest(), part.size(), file)));
    }

    @Override
    public void close() {
        crops.close();
    }
}

package io.zoetrope.models.runtime;

import io.zoetrope.domain.FrameShape;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import java.util.List;

/**
 * Pictures to vectors, or crops of objects to vectors by which they are recognised again.
 * Thread-safe; the opener closes it.
 */
public final class ImageEncoder implements LoadedModel {
    private final ModelPackage model;
    private final PictureGraph pictures;
    private final List<String> labels;

    private ImageEncoder(ModelPackage model, PictureGraph pictures, List<String> labels) {
        this.model = model;
        this.pictures = pictures;
        this.labels = labels;
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.ManifestException if a file is missing or damaged
     */
    public static ImageEncoder open(ModelPackage model, RuntimeOptions options) {
        List<String> labels = model.labels();
        return new ImageEncoder(model, PictureGraph.open(model, "image", options), labels);
    }

    /** The picture that {@link #encode} takes. */
    public FrameShape shape() {
        return pictures.shape();
    }

    public int dimension() {
        return model.manifest().dimension();
    }

    @Override
    public ModelRef model() {
        return model.ref();
    }

    /** The most pictures of one native call; longer lists are cut. */
    @Override
    public int maxBatch() {
        return pictures.graph().spec().maxBatch();
    }

    @Override
    public Provider provider() {
        return pictures.graph().provider();
    }

    /**
     * Each vector is the same within 1e-4 whatever else is in the list. This does not hold for an
     * int8 graph that was quantised with dynamic ranges (onnxruntime's {@code quantize_dynamic}),
     * which scales its activations over the whole batch: see microsoft/onnxruntime issue 10111.
     *
     * @param rgb packed RGB at {@link #shape}
     * @return vectors of length 1, in the same order
     * @throws IllegalArgumentException if a picture has another size
     */
    public List<Vector> encode(List<byte[]> rgb) {
        String file = pictures.graph().file();
        return Batches.each(
                rgb,
                maxBatch(),
                part ->
                        pictures.run(
                                part,
                                result ->
                                        Vectors.read(result, model.manifest(), part.size(), file)));
    }

    /** Whether {@link #classify} can be called. */
    public boolean classifies() {
        return pictures.graph().gives("scores") && !labels.isEmpty();
    }

    /**
     * @param best how many classes of each picture, best first
     * @throws ModelException if the model has no classes
     */
    public List<List<LabelScore>> classify(List<byte[]> rgb, int best) {
        String file = pictures.graph().file();
        return Batches.each(
                rgb,
                maxBatch(),
                part ->
                        pictures.run(
                                part,
                                result ->
                                        LabelScores.read(result, labels, part.size(), best, file)));
    }

    @Override
    public void close() {
        pictures.close();
    }
}

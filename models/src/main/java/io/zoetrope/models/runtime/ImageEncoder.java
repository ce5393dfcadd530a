package io.zoetrope.models.runtime;

import io.zoetrope.domain.Vector;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.util.List;
import java.util.function.Function;

/**
 * Pictures to vectors, or crops of objects to vectors by which they are recognised again.
 * Thread-safe; the opener closes it.
 */
public final class ImageEncoder extends Encoder<byte[]> {
    private final PictureGraph pictures;

    private ImageEncoder(ModelPackage model, PictureGraph pictures, List<String> labels) {
        super(model, pictures.graph(), labels);
        this.pictures = pictures;
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing or
     *     damaged
     */
    public static ImageEncoder open(ModelPackage model, RuntimeOptions options) {
        List<String> labels = model.labels();
        return new ImageEncoder(model, PictureGraph.open(model, "image", options), labels);
    }

    /** The picture that {@link #encode} takes. */
    public FrameShape shape() {
        return pictures.shape();
    }

    /**
     * Each vector is the same within 1e-4 whatever else is in the list. This does not hold for an
     * int8 graph that was quantised with dynamic ranges (onnxruntime's {@code quantize_dynamic}),
     * which scales its activations over the whole batch: see microsoft/onnxruntime issue 10111.
     *
     * @param rgb packed RGB at {@link #shape}
     * @return vectors of length 1, in the same order; one that is not finite is empty
     * @throws IllegalArgumentException if a picture has another size
     */
    public List<Vector> encode(List<byte[]> rgb) {
        return vectors(rgb);
    }

    @Override
    <T> T run(List<byte[]> rgb, Function<GraphResult, T> read) {
        return pictures.run(rgb, read);
    }
}

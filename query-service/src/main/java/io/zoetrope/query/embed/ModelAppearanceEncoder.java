package io.zoetrope.query.embed;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.pictures.Pictures;
import io.zoetrope.models.runtime.ImageEncoder;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.models.runtime.detect.ObjectDetector;
import io.zoetrope.models.runtime.onnx.LoadedModel;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.util.List;

/** By the detector that finds the objects of videos, or by an encoder of crops. */
public final class ModelAppearanceEncoder implements AppearanceEncoder {
    private static final Vector NOTHING = new Vector(null);

    private final LoadedModel model;
    private final Look look;

    /** How one model says it. */
    @FunctionalInterface
    private interface Look {
        Vector of(byte[] picture) throws RejectedInput;
    }

    private ModelAppearanceEncoder(LoadedModel model, Look look) {
        this.model = model;
        this.look = look;
    }

    /**
     * @param model an object detector, or an encoder of crops
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing
     * @throws io.zoetrope.models.runtime.onnx.ModelException if it cannot run as asked
     */
    public static ModelAppearanceEncoder open(ModelPackage model, RuntimeOptions runtime) {
        if (model.manifest().task() == ModelTask.OBJECT_DETECTOR) {
            ObjectDetector detector = ObjectDetector.open(model, runtime);
            return new ModelAppearanceEncoder(detector, bytes -> seen(detector, bytes));
        }
        ImageEncoder encoder = ImageEncoder.open(model, runtime);
        return new ModelAppearanceEncoder(encoder, bytes -> whole(encoder, bytes));
    }

    private static Vector seen(ObjectDetector detector, byte[] bytes) throws RejectedInput {
        Picture picture = Pictures.read(bytes, detector.shape());
        return detector.detect(List.of(picture)).get(0).stream()
                .map(Detection::appearance)
                .filter(appearance -> appearance.dimension() > 0)
                .findFirst()
                .orElse(NOTHING);
    }

    /** Taken for a crop, whatever else is on it. */
    private static Vector whole(ImageEncoder encoder, byte[] bytes) throws RejectedInput {
        Picture picture = Pictures.read(bytes, encoder.shape());
        return encoder.encode(List.of(picture.rgb())).get(0);
    }

    @Override
    public Vector look(byte[] bytes) throws RejectedInput {
        return look.of(bytes);
    }

    @Override
    public ModelRef model() {
        return model.model();
    }

    @Override
    public void close() {
        model.close();
    }
}

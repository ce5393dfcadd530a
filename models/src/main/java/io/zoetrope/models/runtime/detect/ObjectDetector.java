package io.zoetrope.models.runtime.detect;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.picture.FrameFit;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ImageInput;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.models.runtime.PictureGraph;
import io.zoetrope.models.runtime.onnx.Batches;
import io.zoetrope.models.runtime.onnx.LoadedModel;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.util.ArrayList;
import java.util.List;

/** Finds objects in frames. Thread-safe; the opener closes it. */
public final class ObjectDetector implements LoadedModel {
    private final ModelPackage model;
    private final PictureGraph pictures;
    private final Head head;
    private final List<String> labels;

    private ObjectDetector(
            ModelPackage model, PictureGraph pictures, List<String> labels, float leastScore) {
        ImageInput input = model.manifest().image();
        this.model = model;
        this.pictures = pictures;
        this.head = Head.of(model.manifest().head().from(leastScore), input);
        this.labels = labels;
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing or
     *     damaged
     */
    public static ObjectDetector open(ModelPackage model, RuntimeOptions options) {
        return open(model, options, 1);
    }

    /**
     * One that also gives what scores less than its package asks for, behind the others: enough to
     * go on with what is followed. What scores more is the same as of any other.
     *
     * @param leastScore (0, 1]
     */
    public static ObjectDetector open(
            ModelPackage model, RuntimeOptions options, float leastScore) {
        List<String> labels = model.labels();
        return new ObjectDetector(
                model, PictureGraph.open(model, "detector", options), labels, leastScore);
    }

    /** The picture that {@link #detect} takes. */
    public FrameShape shape() {
        return pictures.shape();
    }

    /** Class names that detections may carry. */
    public List<String> labels() {
        return labels;
    }

    @Override
    public ModelRef model() {
        return model.ref();
    }

    @Override
    public int maxBatch() {
        return pictures.graph().spec().maxBatch();
    }

    @Override
    public Provider provider() {
        return pictures.graph().provider();
    }

    /**
     * @return for each picture its detections, best first, with boxes in [0,1] of the displayed
     *     frame
     * @throws IllegalArgumentException if a picture has another size
     */
    public List<List<Detection>> detect(List<Picture> frames) {
        return Batches.each(frames, maxBatch(), this::detectBatch);
    }

    private List<List<Detection>> detectBatch(List<Picture> frames) {
        List<byte[]> rgb = frames.stream().map(Picture::rgb).toList();
        List<List<Candidate>> found =
                pictures.run(rgb, result -> head.decode(result, frames.size()));
        List<List<Detection>> all = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            Picture frame = frames.get(i);
            FrameFit fit = FrameFit.of(shape(), frame.displayedWidth(), frame.displayedHeight());
            all.add(detections(found.get(i), fit));
        }
        return all;
    }

    private List<Detection> detections(List<Candidate> found, FrameFit fit) {
        List<Detection> detections = new ArrayList<>();
        for (Candidate c : found) {
            if (!c.isFinite()) {
                continue;
            }
            Box box = fit.toDisplayed(c.x0(), c.y0(), c.x1(), c.y1());
            // A box that lies in the letterbox's border is no object of the frame.
            if (box.x1() > box.x0() && box.y1() > box.y0()) {
                detections.add(
                        new Detection(label(c.label()), c.score(), box, new Vector(c.look())));
            }
        }
        return detections;
    }

    private String label(int index) {
        return index >= 0 && index < labels.size() ? labels.get(index) : "class-" + index;
    }

    @Override
    public void close() {
        pictures.close();
    }
}

package io.zoetrope.operators.observe;

import io.zoetrope.domain.FrameShape;
import io.zoetrope.domain.ModelRef;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Names the models that observe frames, and loads them where they run. */
public interface FrameObserverFactory extends Serializable {
    /** The image encoder: it names the vector space. */
    ModelRef model();

    /** Length of its vectors. */
    int dimension();

    /** The picture that the encoder takes. */
    FrameShape encoderShape();

    /** The picture that the detector takes; null where objects are not detected. */
    FrameShape detectorShape();

    /**
     * Loads models; called once for each subtask, which closes what it gets.
     *
     * @throws java.io.UncheckedIOException naming the file that could not be loaded
     */
    FrameObserver open();

    /** Shapes that a frame is decoded to: the encoder's, then the detector's where there is one. */
    default List<FrameShape> shapes() {
        List<FrameShape> shapes = new ArrayList<>(List.of(encoderShape()));
        if (detectorShape() != null) {
            shapes.add(detectorShape());
        }
        return List.copyOf(shapes);
    }
}

package io.zoetrope.operators.observe;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.packages.manifest.Recognition;
import java.io.Serializable;
import java.util.Locale;

/**
 * What an analyser is called and which pictures it wants.
 *
 * @param name by which its pictures and observations are told apart
 * @param model that it asks, of several the one whose vectors it gives; if it has none, a name and
 *     version of what it does
 * @param sampling which frames it looks at: its own rate
 * @param shape of the pictures that it takes
 * @param largeSide longer side in pixels of the larger picture that it cuts crops from, at most
 *     {@value #MAX_LARGE_SIDE}; 0 for none
 * @param dimension of its vectors; 0 if it gives none
 * @param recognition of objects by its vectors
 */
public record AnalyserSpec(
        String name,
        ModelRef model,
        Sampling sampling,
        FrameShape shape,
        int largeSide,
        int dimension,
        Recognition recognition)
        implements Serializable {
    /** Bounds what one frame takes in memory: 2.7 MB at most, 1.6 MB at 16:9. */
    public static final int MAX_LARGE_SIDE = 960;

    public AnalyserSpec {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an analyser needs a name");
        }
        if (largeSide != 0 && (largeSide < 2 || largeSide > MAX_LARGE_SIDE)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "analyser '%s' asks for a larger picture of %d px; 2 to %d are made",
                            name,
                            largeSide,
                            MAX_LARGE_SIDE));
        }
    }

    /** Without vectors and without a larger picture. */
    public static AnalyserSpec of(
            String name, ModelRef model, Sampling sampling, FrameShape shape) {
        return new AnalyserSpec(name, model, sampling, shape, 0, 0, Recognition.NONE);
    }

    public AnalyserSpec withVectors(int length) {
        return new AnalyserSpec(name, model, sampling, shape, largeSide, length, recognition);
    }

    public AnalyserSpec withLargePicture(int side) {
        return new AnalyserSpec(name, model, sampling, shape, side, dimension, recognition);
    }

    public AnalyserSpec recognising(Recognition objects) {
        return new AnalyserSpec(name, model, sampling, shape, largeSide, dimension, objects);
    }

    PictureSampling pictures() {
        return new PictureSampling(name, sampling, shape, largeSide);
    }
}

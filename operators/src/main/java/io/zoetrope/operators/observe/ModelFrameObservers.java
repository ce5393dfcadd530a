package io.zoetrope.operators.observe;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.FrameShape;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.batching.EngineOptions;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.packages.ManifestException;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.models.runtime.Provider;
import io.zoetrope.models.runtime.RuntimeOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Observers over model packages. Manifests are read where the job is put together, so that shapes
 * and vector space are known and wrong names fail there; models are loaded where they run, once for
 * each process.
 */
public final class ModelFrameObservers implements FrameObserverFactory {
    private static final long serialVersionUID = 1L;

    private final List<String> folders;
    private final RuntimeOptions runtime;
    private final ModelRef encoder;
    private final int dimension;
    private final FrameShape encoderShape;
    private final ModelRef detector;
    private final FrameShape detectorShape;

    private ModelFrameObservers(
            List<String> folders,
            RuntimeOptions runtime,
            ModelPackage encoder,
            ModelPackage detector) {
        this.folders = List.copyOf(folders);
        this.runtime = runtime;
        this.encoder = encoder.ref();
        this.dimension = encoder.manifest().dimension();
        this.encoderShape = encoder.manifest().image().shape();
        this.detector = detector == null ? null : detector.ref();
        this.detectorShape = detector == null ? null : detector.manifest().image().shape();
    }

    /**
     * @param folders of model packages; looked up again on every machine
     * @param encoder name of an image encoder's package
     * @param detector name of an object detector's package, or empty
     * @throws ManifestException where a package is not there or is wrong
     */
    public static ModelFrameObservers find(
            List<String> folders, String encoder, String detector, RuntimeOptions runtime) {
        ModelCatalog catalog = catalog(folders);
        return new ModelFrameObservers(
                folders,
                runtime,
                withPictures(catalog.find(encoder)),
                detector.isEmpty() ? null : withPictures(catalog.find(detector)));
    }

    @Override
    public ModelRef model() {
        return encoder;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public FrameShape encoderShape() {
        return encoderShape;
    }

    @Override
    public FrameShape detectorShape() {
        return detectorShape;
    }

    @Override
    public FrameObserver open() {
        ModelCatalog catalog = catalog(folders);
        SharedEngine<byte[], Vector> images =
                InferenceEngines.images(
                        same(catalog, encoder), runtime, ModelFrameObservers::gathering);
        boolean opened = false;
        try {
            ModelFrameObserver observer = new ModelFrameObserver(images, objects(catalog));
            opened = true;
            return observer;
        } finally {
            if (!opened) {
                images.close();
            }
        }
    }

    private SharedEngine<Picture, List<Detection>> objects(ModelCatalog catalog) {
        return detector == null
                ? null
                : InferenceEngines.objects(
                        same(catalog, detector), runtime, ModelFrameObservers::gathering);
    }

    private static ModelCatalog catalog(List<String> folders) {
        return ModelCatalog.standard(folders.stream().map(Path::of).toList());
    }

    private static ModelPackage withPictures(ModelPackage found) {
        if (found.manifest().image() == null) {
            throw new ManifestException("model package '" + found.name() + "' takes no pictures");
        }
        return found;
    }

    /** A machine with another version of a package would write into the wrong vector space. */
    private static ModelPackage same(ModelCatalog catalog, ModelRef planned) {
        ModelPackage found = catalog.find(planned.name());
        if (!found.ref().equals(planned)) {
            throw new ManifestException(
                    "model package %s is version %s here, but the job was submitted with %s"
                            .formatted(found.location(), found.ref().version(), planned.version()));
        }
        return found;
    }

    private static EngineOptions gathering(int maxBatch, Provider provider) {
        return provider == Provider.CPU
                ? EngineOptions.forCpu(maxBatch)
                : EngineOptions.forGpu(maxBatch);
    }
}

package io.zoetrope.operators.observe.analysers;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.packages.manifest.Recognition;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model package as it was found where the job was put together, so that its shape and vector
 * space are known and a wrong name fails there; found again where it runs.
 *
 * @param folders of model packages; looked up again on every machine
 * @param shape of the pictures that it takes; null if it takes none
 * @param dimension of its vectors; 0 if it gives none
 * @param recognition of objects by its vectors
 */
public record PlannedModel(
        List<String> folders,
        ModelRef ref,
        FrameShape shape,
        int dimension,
        Recognition recognition,
        RuntimeOptions runtime)
        implements Serializable {
    /** By whose vectors nothing is recognised. */
    public PlannedModel(
            List<String> folders,
            ModelRef ref,
            FrameShape shape,
            int dimension,
            RuntimeOptions runtime) {
        this(folders, ref, shape, dimension, Recognition.NONE, runtime);
    }

    /**
     * @param name of a package that takes pictures
     * @throws ManifestException if the package is not there or is wrong
     */
    public static PlannedModel find(List<String> folders, String name, RuntimeOptions runtime) {
        ModelPackage found = catalog(folders).find(name);
        if (found.manifest().image() == null) {
            throw new ManifestException("model package '" + found.name() + "' takes no pictures");
        }
        return new PlannedModel(
                List.copyOf(folders),
                found.ref(),
                found.manifest().image().shape(),
                found.manifest().dimension(),
                found.manifest().recognition(),
                runtime);
    }

    static PlannedModel ofSound(List<String> folders, ModelPackage found, RuntimeOptions runtime) {
        return new PlannedModel(
                List.copyOf(folders), found.ref(), null, found.manifest().dimension(), runtime);
    }

    /**
     * @param name of a sentence encoder's package
     * @throws ManifestException if the package is not there or is wrong
     */
    public static PlannedModel findSentences(
            List<String> folders, String name, RuntimeOptions runtime) {
        ModelPackage found = catalog(folders).find(name);
        if (found.manifest().sentence() == null) {
            throw new ManifestException("model package '" + found.name() + "' takes no sentences");
        }
        return new PlannedModel(
                List.copyOf(folders), found.ref(), null, found.manifest().dimension(), runtime);
    }

    /**
     * @throws ManifestException if this machine has another version of it: that would write into
     *     the wrong vector space
     */
    ModelPackage here() {
        ModelPackage found = catalog(folders).find(ref.name());
        if (!found.ref().equals(ref)) {
            throw new ManifestException(
                    "model package %s is version %s here, but the job was submitted with %s"
                            .formatted(found.location(), found.ref().version(), ref.version()));
        }
        return found;
    }

    /** The text encoder of its space, if there is one. */
    Optional<ModelPackage> wordsHere() {
        return catalog(folders).inSpace(ModelTask.IMAGE_TEXT_ENCODER, here().manifest().space());
    }

    static ModelCatalog catalog(List<String> folders) {
        return ModelCatalog.standard(folders.stream().map(Path::of).toList());
    }
}

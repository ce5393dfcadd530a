package io.zoetrope.local;

import io.zoetrope.models.packages.ManifestException;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.ModelTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The models of a run, checked before anything starts.
 *
 * @param encoder package name
 * @param detector package name, or empty for none
 * @param id names the pair; safe in paths and in Kafka's names
 */
record LocalModels(String encoder, String detector, String id) {
    private static final String NONE = "none";

    /**
     * @throws UsageProblem where a package is not there, is of another kind, or lacks files
     */
    static LocalModels find(LocalOptions options) {
        for (Path folder : options.models()) {
            if (!Files.isDirectory(folder)) {
                throw new UsageProblem("no such folder of models: " + folder);
            }
        }
        ModelCatalog catalog = ModelCatalog.standard(options.models());
        ModelPackage encoder =
                find(
                        catalog,
                        "encoder",
                        options.encoder().isEmpty()
                                ? ModelCatalog.DEFAULT_ENCODER
                                : options.encoder(),
                        ModelTask.IMAGE_TEXT_ENCODER);
        String id = encoder.ref().id();
        if (options.detector().equals(NONE)) {
            return new LocalModels(encoder.name(), "", safe(id));
        }
        ModelPackage detector =
                find(
                        catalog,
                        "detector",
                        options.detector().isEmpty()
                                ? ModelCatalog.DEFAULT_DETECTOR
                                : options.detector(),
                        ModelTask.OBJECT_DETECTOR);
        return new LocalModels(
                encoder.name(), detector.name(), safe(id + "+" + detector.ref().id()));
    }

    private static ModelPackage find(
            ModelCatalog catalog, String option, String name, ModelTask task) {
        ModelPackage found;
        try {
            found = catalog.find(name);
        } catch (ManifestException e) {
            throw new UsageProblem("-D" + option + ": " + e.getMessage(), e);
        }
        if (found.manifest().task() != task) {
            throw new UsageProblem(
                    "-D%s: %s is of task %s, not %s"
                            .formatted(
                                    option,
                                    name,
                                    found.manifest().task().wireName(),
                                    task.wireName()));
        }
        if (!found.missing().isEmpty()) {
            throw new UsageProblem(
                    "-D%s: %s has no %s; pull it first"
                            .formatted(option, name, found.missing().get(0).path()));
        }
        return found;
    }

    private static String safe(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._+-]", "_").replace('+', '-');
    }
}

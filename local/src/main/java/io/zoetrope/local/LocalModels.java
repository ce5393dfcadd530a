package io.zoetrope.local;

import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.ModelTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The models of a run, whole before anything starts.
 *
 * @param encoder package name
 * @param detector package name, or empty for none
 * @param appearance package name, or empty for what the detector gives itself
 * @param id names all of them; safe in paths and in Kafka's names
 * @param folders where the job and the query service look for packages first
 */
record LocalModels(
        String encoder, String detector, String appearance, String id, List<Path> folders) {

    /**
     * Pulls what is named and not here.
     *
     * @throws UsageProblem if a package is not to be had, is of another kind, or has no use yet
     */
    static LocalModels find(ModelChoice choice, ModelPull pull) {
        for (Path folder : choice.folders()) {
            if (!Files.isDirectory(folder)) {
                throw new UsageProblem("no such folder of models: " + folder);
            }
        }
        refuse(LocalOption.SPEECH, choice.speech(), "listens to speech with");
        ModelPackage encoder =
                pull.whole(LocalOption.ENCODER, choice.encoder(), ModelTask.IMAGE_TEXT_ENCODER);
        Optional<ModelPackage> detector =
                find(LocalOption.DETECTOR, choice.detector(), ModelTask.OBJECT_DETECTOR, pull);
        Optional<ModelPackage> looks =
                detector.flatMap(
                        found ->
                                find(
                                        LocalOption.APPEARANCE,
                                        choice.appearance(),
                                        ModelTask.APPEARANCE_ENCODER,
                                        pull));
        String id =
                Stream.of(Optional.of(encoder), detector, looks)
                        .flatMap(Optional::stream)
                        .map(model -> model.ref().id())
                        .collect(Collectors.joining("+"));
        return new LocalModels(
                encoder.name(), name(detector), name(looks), safe(id), pull.folders());
    }

    private static Optional<ModelPackage> find(
            LocalOption option, String name, ModelTask task, ModelPull pull) {
        return name.equals(ModelChoice.NONE)
                ? Optional.empty()
                : Optional.of(pull.whole(option, name, task));
    }

    private static String name(Optional<ModelPackage> model) {
        return model.map(ModelPackage::name).orElse("");
    }

    /** The same, as a run of its own in which words on the screen are read too. */
    LocalModels readingText() {
        return new LocalModels(encoder, detector, appearance, id + "-text", folders);
    }

    /** Nothing is ignored in silence: a model that is named is expected to run. */
    private static void refuse(LocalOption option, String name, String use) {
        if (!name.equals(ModelChoice.NONE)) {
            throw new UsageProblem(
                    "-D%s=%s: nothing %s a model of its own yet; leave it out"
                            .formatted(option.property(), name, use));
        }
    }

    private static String safe(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._+-]", "_").replace('+', '-');
    }
}

package io.zoetrope.local;

import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.ModelTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The models of a run, whole before anything starts.
 *
 * @param encoder package name
 * @param detector package name, or empty for none
 * @param id names the pair; safe in paths and in Kafka's names
 * @param folders where the job and the query service look for packages first
 */
record LocalModels(String encoder, String detector, String id, List<Path> folders) {

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
        refuse(LocalOption.APPEARANCE, choice.appearance(), "tells objects apart with");
        refuse(LocalOption.SPEECH, choice.speech(), "listens to speech with");
        ModelPackage encoder =
                pull.whole(LocalOption.ENCODER, choice.encoder(), ModelTask.IMAGE_TEXT_ENCODER);
        if (choice.detector().equals(ModelChoice.NONE)) {
            return new LocalModels(encoder.name(), "", safe(encoder.ref().id()), pull.folders());
        }
        ModelPackage detector =
                pull.whole(LocalOption.DETECTOR, choice.detector(), ModelTask.OBJECT_DETECTOR);
        return new LocalModels(
                encoder.name(),
                detector.name(),
                safe(encoder.ref().id() + "+" + detector.ref().id()),
                pull.folders());
    }

    /** The same, as a run of its own in which words on the screen are read too. */
    LocalModels readingText() {
        return new LocalModels(encoder, detector, id + "-text", folders);
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

package io.zoetrope.local;

import io.zoetrope.jobs.AnalyserOptions;
import io.zoetrope.local.commandline.LocalOption;
import io.zoetrope.local.commandline.ModelChoice;
import io.zoetrope.local.commandline.UsageProblem;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ModelTask;
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
 * @param audio package name, {@code auto}, or empty for none
 * @param speech package name, or empty for none
 * @param id names them together; safe in paths and in Kafka's names
 * @param folders where the job and the query service look for packages first
 */
record LocalModels(
        String encoder,
        String detector,
        String appearance,
        String audio,
        String speech,
        String id,
        List<Path> folders) {

    private static final String VOICE = AnalyserOptions.VOICE_ACTIVITY.defaultValue();

    /**
     * Pulls what is named and not here.
     *
     * @throws UsageProblem if a package is not to be had or is of another kind
     */
    static LocalModels find(ModelChoice choice, ModelPull pull) {
        for (Path folder : choice.folders()) {
            if (!Files.isDirectory(folder)) {
                throw new UsageProblem("no such folder of models: " + folder);
            }
        }
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
        Optional<ModelPackage> audio =
                choice.audio().equals(ModelChoice.AUTO)
                        ? Optional.empty()
                        : find(LocalOption.AUDIO, choice.audio(), ModelTask.AUDIO_ENCODER, pull);
        Optional<ModelPackage> speech =
                find(LocalOption.SPEECH, choice.speech(), ModelTask.SPEECH_RECOGNIZER, pull);
        if (speech.isPresent()) {
            pull.whole(LocalOption.SPEECH, VOICE, ModelTask.VOICE_ACTIVITY);
        }
        String id =
                Stream.of(Optional.of(encoder), detector, looks, audio, speech)
                        .flatMap(Optional::stream)
                        .map(model -> model.ref().id())
                        .collect(Collectors.joining("+"));
        return new LocalModels(
                encoder.name(),
                name(detector),
                name(looks),
                choice.audio().equals(ModelChoice.AUTO) ? ModelChoice.AUTO : name(audio),
                name(speech),
                // What goes with the encoder is in its id; that nobody listens is not.
                safe(choice.audio().equals(ModelChoice.NONE) ? id + "+mute" : id),
                pull.folders());
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
        return new LocalModels(encoder, detector, appearance, audio, speech, id + "-text", folders);
    }

    /** The package that hears sounds, {@code auto} as the job takes it; empty for none. */
    String sounds() {
        if (!audio.equals(ModelChoice.AUTO)) {
            return audio;
        }
        ModelCatalog catalog = new ModelCatalog(folders);
        String space = catalog.find(encoder).manifest().space();
        return name(
                catalog.inSpace(ModelTask.AUDIO_ENCODER, space)
                        .filter(found -> found.missing().isEmpty()));
    }

    private static String safe(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._+-]", "_").replace('+', '-');
    }
}

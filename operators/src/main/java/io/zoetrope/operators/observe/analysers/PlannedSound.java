package io.zoetrope.operators.observe.analysers;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.AudioInput;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.ModelManifest;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.sound.SampledSound;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A model package that takes sound, as it was found where the job was put together.
 *
 * @param samples of one call
 * @param tellsTimes whether it says when what it writes was said; false if it writes nothing
 */
public record PlannedSound(PlannedModel model, int samples, boolean tellsTimes)
        implements Serializable {
    /** A shorter window would make more of a segment than anybody wants to find. */
    private static final int LEAST_WINDOW = SampledSound.RATE / 4;

    private static final int MOST_WINDOW = 30 * SampledSound.RATE;

    /**
     * @param name of a package of this task
     * @throws ManifestException if the package is not there, is of another task, or takes sound of
     *     another rate or windows of a length that cannot be used
     */
    public static PlannedSound find(
            List<String> folders, String name, ModelTask task, RuntimeOptions runtime) {
        return of(folders, PlannedModel.catalog(folders).find(name), task, runtime);
    }

    /**
     * The audio encoder whose vectors can be compared with those of another encoder, if one is
     * here.
     *
     * @param encoder name of a package
     * @throws ManifestException if there is no such package, or the audio encoder cannot be used
     */
    public static Optional<PlannedSound> inSpaceOf(
            List<String> folders, String encoder, RuntimeOptions runtime) {
        ModelCatalog catalog = PlannedModel.catalog(folders);
        return catalog.inSpace(ModelTask.AUDIO_ENCODER, catalog.find(encoder).manifest().space())
                .filter(found -> found.missing().isEmpty())
                .map(found -> of(folders, found, ModelTask.AUDIO_ENCODER, runtime));
    }

    private static PlannedSound of(
            List<String> folders, ModelPackage found, ModelTask task, RuntimeOptions runtime) {
        ModelManifest manifest = found.manifest();
        if (manifest.task() != task) {
            throw refused(
                    found,
                    "is of task %s, not %s".formatted(manifest.task().wireName(), task.wireName()));
        }
        AudioInput audio = manifest.audio();
        if (audio.sampleRate() != SampledSound.RATE) {
            throw refused(
                    found,
                    String.format(
                            Locale.ROOT,
                            "takes %d samples a second; sound is decoded at %d",
                            audio.sampleRate(),
                            SampledSound.RATE));
        }
        boolean window = task == ModelTask.AUDIO_ENCODER;
        if (window && (audio.samples() < LEAST_WINDOW || audio.samples() > MOST_WINDOW)) {
            throw refused(
                    found,
                    String.format(
                            Locale.ROOT,
                            "hears windows of %d samples; %d to %d can be used",
                            audio.samples(),
                            LEAST_WINDOW,
                            MOST_WINDOW));
        }
        boolean tellsTimes =
                task == ModelTask.SPEECH_RECOGNIZER && manifest.decoding().speech().tellsTimes();
        return new PlannedSound(
                PlannedModel.ofSound(folders, found, runtime), audio.samples(), tellsTimes);
    }

    public ModelRef ref() {
        return model.ref();
    }

    private static ManifestException refused(ModelPackage found, String why) {
        return new ManifestException("model package '%s' %s".formatted(found.name(), why));
    }
}

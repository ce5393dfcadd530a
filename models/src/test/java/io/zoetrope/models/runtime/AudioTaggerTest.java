package io.zoetrope.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioTaggerTest {
    @TempDir Path folder;

    @Test
    void theEncodersOwnClassesAboveTheLeastScore() {
        ModelPackage model = TinyModels.audio(folder);
        float[] sound = new float[16];
        sound[3] = 2;
        try (AudioTagger tagger = AudioTagger.open(model, Optional.empty(), RuntimeOptions.CPU);
                AudioEncoder encoder = AudioEncoder.open(model, RuntimeOptions.CPU)) {
            HeardSound heard = tagger.hear(List.of(sound)).get(0);

            List<LabelScore> all = encoder.classify(List.of(sound), 8).get(0);
            assertThat(heard.vector()).isEqualTo(encoder.encode(List.of(sound)).get(0));
            assertThat(heard.classes())
                    .isEqualTo(all.stream().filter(c -> c.score() >= 0.3f).toList())
                    .isNotEmpty();
        }
    }

    @Test
    void theBundledEncoderNamesSoundsByTheWordsOfItsSpace() {
        ModelCatalog bundled = ModelCatalog.bundled();
        ModelPackage model = bundled.find(ModelCatalog.DEFAULT_AUDIO);
        Optional<ModelPackage> words =
                bundled.inSpace(ModelTask.IMAGE_TEXT_ENCODER, model.manifest().space());
        try (AudioTagger tagger = AudioTagger.open(model, words, RuntimeOptions.CPU)) {
            List<HeardSound> heard = tagger.hear(List.of(tone(200), tone(3000)));

            assertThat(heard)
                    .extracting(sound -> sound.classes().get(0).label())
                    .containsExactly("low tone", "high tone");
            assertThat(heard)
                    .allSatisfy(
                            sound ->
                                    assertThat(sound.classes())
                                            .hasSizeLessThanOrEqualTo(AudioTagger.MOST)
                                            .allMatch(c -> c.score() >= 0.65f));
        }
    }

    @Test
    void labelsWithoutScoresAndWithoutWordsNameNothing() {
        ModelPackage model = ModelCatalog.bundled().find(ModelCatalog.DEFAULT_AUDIO);
        try (AudioTagger tagger = AudioTagger.open(model, Optional.empty(), RuntimeOptions.CPU)) {
            HeardSound heard = tagger.hear(List.of(tone(200))).get(0);

            assertThat(heard.classes()).isEmpty();
            assertThat(heard.vector().dimension()).isEqualTo(tagger.dimension());
        }
    }

    private static float[] tone(double hertz) {
        float[] samples = new float[16_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.4 * Math.sin(2 * Math.PI * hertz * i / 16_000));
        }
        return samples;
    }
}

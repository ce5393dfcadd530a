package io.zoetrope.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.models.packages.TestingPackages;
import io.zoetrope.models.runtime.TinyModels;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.onnx.SharedSession;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechRecognizerTest {
    @TempDir Path folder;

    /** The values are torch's; see {@code tiny/logmel.py}. */
    @Test
    void theSpectrogramIsWhispers() throws IOException {
        JsonNode golden = new ObjectMapper().readTree(TestingPackages.tiny("logmel.json"));
        float[] samples = new float[8000];
        for (int i = 0; i < samples.length; i++) {
            double t = i / 16000.0;
            samples[i] =
                    (float)
                            (0.5 * Math.sin(2 * Math.PI * 440 * t)
                                    + 0.1 * Math.sin(2 * Math.PI * 3000 * t * (1 + t))
                                    + 0.01);
        }

        float[] mel = new LogMel(80).of(samples);

        int columns = golden.path("shape").get(1).asInt();
        assertThat(mel).hasSize(80 * columns);
        for (JsonNode value : golden.path("values")) {
            int at = value.get(0).asInt() * columns + value.get(1).asInt();
            assertThat(mel[at])
                    .as("row and column %s", value)
                    .isCloseTo((float) value.get(2).asDouble(), within(1e-3f));
        }
    }

    @Test
    void writesWhatTheDecoderSaysUntilItEnds() {
        try (SpeechRecognizer recognizer =
                SpeechRecognizer.open(TinyModels.speech(folder), RuntimeOptions.CPU)) {
            assertThat(recognizer.transcribe(loud())).isEqualTo("a red car boat");
            assertThat(recognizer.transcribe(new float[0])).isEqualTo("car boat");
            assertThatThrownBy(() -> recognizer.transcribe(new float[3201]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most 3200 samples");
        }
    }

    @Test
    void aDecoderWithACacheIsGivenEachTokenOnce() {
        try (SpeechRecognizer recognizer =
                SpeechRecognizer.open(TinyModels.cachedSpeech(folder), RuntimeOptions.CPU)) {
            assertThat(recognizer.transcribe(loud())).isEqualTo("a red car boat");
            assertThat(recognizer.transcribe(new float[0])).isEqualTo("car boat");
            assertThat(recognizer.transcribe(loud())).isEqualTo("a red car boat");
        }
    }

    @Test
    void refusesACacheThatTheGraphDoesNotGiveBack() {
        int before = SharedSession.open();
        assertThatThrownBy(
                        () ->
                                SpeechRecognizer.open(
                                        TinyModels.cachedSpeech(folder, "other"),
                                        RuntimeOptions.CPU))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("merged.onnx")
                .hasMessageContaining("expected an output of role 'cache.0', as input 'past'");
        assertThat(SharedSession.open()).isEqualTo(before);
    }

    private static float[] loud() {
        float[] samples = new float[2000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.sin(i);
        }
        return samples;
    }
}

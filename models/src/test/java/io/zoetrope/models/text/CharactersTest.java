package io.zoetrope.models.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.TestingPackages;
import io.zoetrope.models.packages.manifest.ManifestException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharactersTest {
    private static final Characters AB = new Characters(List.of("", "a", "b", " "), 3, 0.1f);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "0000,      ''",
        "1111,      a",
        "1011,      aa",
        "0120210,   abba",
        "1300311,   'a a'",
        "3120,      ab",
        "3,         ''",
    })
    void repetitionsAreOneAndBlanksNone(String steps, String text) {
        float[] values = new float[steps.length() * 4];
        for (int i = 0; i < steps.length(); i++) {
            values[i * 4 + steps.charAt(i) - '0'] = 0.8f;
        }
        assertThat(AB.read(values, 0, steps.length()).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.09, ab", "0.1, 'a b'", "0.4, 'a b'"})
    void aLikelySpaceBetweenTwoCharactersIsOne(float likely, String text) {
        float[] values = {0, 1, 0, 0, 1, 0, 0, likely, 1, 0, 0, 0, 0, 0, 1, 0};
        assertThat(AB.read(values, 0, 4).text()).isEqualTo(text);
    }

    @Test
    void confidenceIsTheMeanOfItsCharacters() {
        float[] values = {9, 9, 9, 9, 0, 0.9f, 0, 0, 0.6f, 0, 0, 0, 0.2f, 0, 0.5f, 0};
        Characters.Reading reading = AB.read(values, 4, 3);
        assertThat(reading.text()).isEqualTo("ab");
        assertThat(reading.confidence()).isCloseTo(0.7f, within(1e-6f));
        assertThat(AB.read(values, 4, 0).confidence()).isZero();
    }

    @Test
    void theIdeographicSpaceIsACharacter() {
        assertThat(Characters.of(model("a\n\u3000\nb\n")).size()).isEqualTo(5);
        assertThat(Characters.of(model("a\r\n\u3000\r\nb")).size()).isEqualTo(5);
    }

    @Test
    void anEmptyLineIsRefused() {
        ModelPackage model = model("a\n\nb\n");
        assertThatThrownBy(() -> Characters.of(model))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("keys.txt: line 2 is empty");
    }

    private ModelPackage model(String keys) {
        return TestingPackages.write(
                folder,
                "writing",
                """
                task: text-recognizer
                graphs:
                  recognizer:
                    file: none.onnx
                    inputs: [{name: image, type: float32, shape: [-1, 3, 48, -1]}]
                    outputs: [{name: characters, type: float32, shape: [-1, -1, 5]}]
                image: {width: 960, height: 48, fit: stretch, layout: NCHW, colours: BGR}
                characters: {file: keys.txt, space: true, space_threshold: 0.1}
                """,
                Map.of(
                        "keys.txt",
                        keys.getBytes(StandardCharsets.UTF_8),
                        "none.onnx",
                        new byte[] {1}));
    }
}

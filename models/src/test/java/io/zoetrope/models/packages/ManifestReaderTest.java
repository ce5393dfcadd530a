package io.zoetrope.models.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.manifest.LabelList;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.ModelManifest;
import io.zoetrope.models.packages.manifest.ModelTask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestReaderTest {
    private static final String WHOLE =
            """
            format: 1
            name: eye
            version: "2.1"
            task: image-encoder
            licence: MIT
            dimension: 16
            files:
              - path: eye.onnx
                sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                url: https://example.org/eye.onnx
            graphs:
              image:
                file: eye.onnx
                max_batch: 8
                inputs:
                  - {name: pixels, role: image, type: float32, shape: [-1, 3, 32, 24]}
                outputs:
                  - {name: embedding, type: float32, shape: [-1, 16]}
            image:
              width: 24
              height: 32
              fit: center-crop
              layout: NCHW
              colours: BGR
              scale: 0.5
              mean: [1, 2, 3]
            """;

    @Test
    void readsAWholeManifest() {
        ModelManifest manifest = read(WHOLE);

        assertThat(manifest.ref().id()).isEqualTo("eye-2.1");
        assertThat(manifest.task()).isEqualTo(ModelTask.IMAGE_ENCODER);
        assertThat(manifest.space()).isEqualTo("eye");
        assertThat(manifest.dimension()).isEqualTo(16);
        assertThat(manifest.image().shape())
                .isEqualTo(new FrameShape(24, 32, FrameShape.Fit.CENTER_CROP, 0));
        assertThat(manifest.image().mean()).containsExactly(1f, 2f, 3f);
        assertThat(manifest.image().std()).containsExactly(1f, 1f, 1f);
        assertThat(manifest.image().blueFirst()).isTrue();
        assertThat(manifest.graphs().get("image").input("image").orElseThrow().name())
                .isEqualTo("pixels");
        assertThat(manifest.files().get(0).licence()).isEqualTo("MIT");
    }

    @Test
    void labelsAreAListOrAFileAndMayHaveALeastScore() {
        assertThat(read(WHOLE + "labels: [a, b]\n").labels())
                .isEqualTo(LabelList.of(List.of("a", "b")));
        assertThat(read(WHOLE + "labels: {names: [a, b], min_score: 0.5}\n").labels())
                .isEqualTo(new LabelList(List.of("a", "b"), "", 0.5f));
        assertThat(read(WHOLE + "labels: {file: eye.onnx}\n").labels())
                .isEqualTo(new LabelList(List.of(), "eye.onnx", LabelList.DEFAULT_MIN_SCORE));
        for (String wrong : List.of("{min_score: 0.5}", "{names: [a], file: eye.onnx}")) {
            assertThatThrownBy(() -> read(WHOLE + "labels: " + wrong + "\n"))
                    .isInstanceOf(ManifestException.class)
                    .hasMessageContaining("labels: expected either names or a file");
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesFileKeyAndExpectation(String from, String to, String message) {
        assertThat(WHOLE).contains(from);
        assertThatThrownBy(() -> read(WHOLE.replace(from, to)))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("eye/model.yaml")
                .hasMessageContaining(message);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("format: 1", "format: 2", ": format: expected 1"),
                Arguments.of("format: 1\n", "", ": format: expected 1"),
                Arguments.of("name: eye", "name: ../eye", ": name: expected lower-case letters"),
                Arguments.of(
                        "version: \"2.1\"",
                        "version: 1.10",
                        ": version: expected text in quotes, as a number 1.10 would be read as"),
                Arguments.of("licence: MIT\n", "", ": licence: expected text, found nothing"),
                Arguments.of(
                        "task: image-encoder",
                        "task: eye",
                        ": task: expected one of [image-text-encoder,"),
                Arguments.of("dimension: 16", "dimension: x", ": dimension: expected a whole"),
                Arguments.of("dimension: 16", "size: 16", ": size: unknown key"),
                Arguments.of(
                        "path: eye.onnx",
                        "path: ../eye.onnx",
                        ": files[0].path: expected a path inside the package"),
                Arguments.of("path: eye.onnx", "path: /eye.onnx", ": files[0].path: expected"),
                Arguments.of("sha256: 01", "sha256: zz", ": files[0].sha256: expected 64"),
                Arguments.of("https://", "gopher://", ": files[0].url: expected an http"),
                Arguments.of("file: eye.onnx", "file: ear.onnx", "entry with path 'ear.onnx'"),
                Arguments.of("max_batch: 8", "max_batch: 0", "graphs.image.max_batch: expected"),
                Arguments.of(
                        "role: image,", "role: ear,", "graphs.image.inputs: expected a tensor of"),
                Arguments.of(
                        "type: float32, shape: [-1, 16]",
                        "type: float, shape: [-1, 16]",
                        "graphs.image.outputs[0].type: expected one of [bool, uint8,"),
                Arguments.of("  image:\n    file", "  eye:\n    file", "graphs.image: expected a"),
                Arguments.of("width: 24", "width: 0", ": image.width: expected a whole number"),
                Arguments.of("fit: center-crop", "fit: crop", ": image.fit: expected one of"),
                Arguments.of("mean: [1, 2, 3]", "mean: [1, 2]", ": image.mean: expected three"),
                Arguments.of("mean: [1, 2, 3]", "std: [1, 0, 3]", ": image.std: expected three"),
                Arguments.of("image:\n  width", "audio:\n  width", ": audio.width: unknown key"),
                Arguments.of("format: 1", "format: 1\nname: twice", "expected YAML"),
                Arguments.of("format: 1", "format: [1", "expected YAML"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "words|files: {vocab: a}|files.vocab: unknown key, expected one of [vocabulary]",
                "words|tokens: {pad: 1}|tokens.pad: unknown key, expected none",
                "wordpiece|tokens: {padding: 1}|tokens.padding: unknown key, expected one of",
                "tokenizer-json|tokens: {begin: 1}|tokens.begin: unknown key, expected one of [pad",
                "clip-bpe|files: {merges: 1.10}|files.merges: expected text in quotes"
            })
    void aKeyThatTheTokenizerDoesNotReadIsRefused(String kind, String key, String message) {
        String text = "text: {tokenizer: %s, %s, max_tokens: 8}\n".formatted(kind, key);
        assertThatThrownBy(() -> read(WHOLE + text))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("eye/model.yaml: text." + message);
    }

    @Test
    void anEmptyFileIsNoManifest() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("eye/model.yaml");
    }

    private static ModelManifest read(String yaml) {
        return ManifestReader.read("eye/model.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}

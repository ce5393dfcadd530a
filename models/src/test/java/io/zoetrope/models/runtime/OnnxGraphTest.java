package io.zoetrope.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.models.packages.ManifestException;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.TestingPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxGraphTest {
    private static final String REST =
            "task: image-encoder\ndimension: 8\ngraphs:\n"
                    + TinyModels.IMAGE_GRAPH
                    + TinyModels.IMAGE_PART;

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("otherGraphs")
    void namesTheFileWhereTheGraphIsAnother(String from, String to, String message) {
        assertThat(REST).contains(from);
        assertRefused(REST.replace(from, to), TestingPackages.tiny("image.onnx"), message);
    }

    static Stream<Arguments> otherGraphs() {
        return Stream.of(
                Arguments.of(
                        "{name: image, type",
                        "{name: pixels, role: image, type",
                        "expected input 'pixels', the graph has [image]"),
                Arguments.of(
                        "{name: embedding, type",
                        "{name: out, role: embedding, type",
                        "expected output 'out', the graph has [embedding]"),
                Arguments.of(
                        "uint8, shape: [-1, 4, 4, 3]",
                        "float32, shape: [-1, 4, 4, 3]",
                        "to be float32 [-1, 4, 4, 3], the graph has UINT8 [-1, 4, 4, 3]"),
                Arguments.of("[-1, 4, 4, 3]", "[-1, 3, 4, 4]", "the graph has UINT8 [-1, 4, 4, 3]"),
                Arguments.of("[-1, 8]", "[-1, 16]", "the graph has FLOAT [-1, 8]"),
                Arguments.of("[-1, 8]", "[-1, 8, 1]", "the graph has FLOAT [-1, 8]"));
    }

    @Test
    void aTruncatedFileIsRefused() {
        byte[] whole = TestingPackages.tiny("image.onnx");
        assertRefused(REST, Arrays.copyOf(whole, whole.length / 2), "cannot be loaded on cpu");
    }

    @Test
    void anUnknownOperatorSetIsRefused() {
        byte[] bytes = TestingPackages.tiny("image.onnx");
        int opset = bytes.length - 1;
        assertThat(bytes[opset]).isEqualTo((byte) 17);
        bytes[opset] = 120;
        assertRefused(REST, bytes, "cannot be loaded on cpu");
    }

    private void assertRefused(String rest, byte[] graph, String message) {
        ModelPackage model =
                TestingPackages.write(folder, "eye", rest, Map.of("image.onnx", graph));
        int before = SharedSession.open();

        assertThatThrownBy(() -> ImageEncoder.open(model, RuntimeOptions.CPU))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(folder.resolve("eye/image.onnx") + ": ")
                .hasMessageContaining(message);
        assertThat(SharedSession.open()).isEqualTo(before);
    }

    @Test
    void aChangedFileIsRefusedBeforeItIsLoaded() throws IOException {
        ModelPackage model = TinyModels.clip(folder);
        Files.write(folder.resolve("tiny-clip/image.onnx"), new byte[10]);

        assertThatThrownBy(() -> ImageEncoder.open(model, RuntimeOptions.CPU))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("tiny-clip/image.onnx: expected sha256");
    }

    @Test
    void aTaskWithoutTheGraphSaysSo() {
        ModelPackage model = TinyModels.audio(folder);

        assertThatThrownBy(() -> TextEncoder.open(model, RuntimeOptions.CPU))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is a audio-encoder: it has no graph 'text'");
    }

    @Test
    void oneSessionForAllWhoOpenTheSameFile() {
        ModelPackage model = TinyModels.clip(folder);
        int before = SharedSession.open();
        ImageEncoder first = ImageEncoder.open(model, RuntimeOptions.CPU);
        ImageEncoder second = ImageEncoder.open(model, RuntimeOptions.CPU);
        assertThat(SharedSession.open()).isEqualTo(before + 1);

        first.close();
        first.close();
        assertThat(second.encode(List.of(new byte[48]))).hasSize(1);
        assertThat(SharedSession.open()).isEqualTo(before + 1);
        second.close();
        assertThat(SharedSession.open()).isEqualTo(before);
    }

    @Test
    void cudaThatCannotLoadIsAnErrorUnlessCpuIsNamedToo() {
        ModelPackage model = TinyModels.clip(folder);

        assertThatThrownBy(
                        () -> ImageEncoder.open(model, RuntimeOptions.parse("cuda", 0, 1, "fp32")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("image.onnx: cannot be loaded on cuda: ");
        try (ImageEncoder encoder =
                ImageEncoder.open(model, RuntimeOptions.parse("cuda,cpu", 0, 1, "fp32"))) {
            assertThat(encoder.provider()).isEqualTo(Provider.CPU);
        }
    }

    @Test
    void aVariantThatThePackageLacksIsAnError() {
        ModelPackage model = TinyModels.clip(folder);

        assertThatThrownBy(
                        () -> ImageEncoder.open(model, RuntimeOptions.parse("cpu", 0, 1, "int8")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has no int8 variant");
    }

    @Test
    void optionsAreRefusedByName() {
        assertThatThrownBy(() -> RuntimeOptions.parse("cuda,tpu", 0, 1, "fp32"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("provider 'tpu' is none of [cpu, cuda, tensorrt]");
        assertThatThrownBy(() -> RuntimeOptions.parse("cpu", 0, 0, "fp32"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

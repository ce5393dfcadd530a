package io.zoetrope.models.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.TestingPackages;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.runtime.ImageEncoder;
import io.zoetrope.models.runtime.TextEncoder;
import io.zoetrope.models.runtime.TinyModels;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
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
    void namesTheFileIfTheGraphIsAnother(String from, String to, String message) {
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
                Arguments.of(
                        "[-1, 4, 4, 3]", "[-1, -1, 4, 3]", "the graph has UINT8 [-1, 4, 4, 3]"),
                Arguments.of("[-1, 8]", "[-1, -1]", "the graph has FLOAT [-1, 8]"),
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
    void theVariantAskedForIsTheOneThatRuns() {
        byte[] plain = TestingPackages.tiny("image.onnx");
        ModelPackage model =
                TestingPackages.write(
                        folder,
                        "eye",
                        REST.replace(
                                "file: image.onnx",
                                "file: image.onnx\n    variants: {int8: other.onnx}"),
                        Map.of("image.onnx", plain, "other.onnx", negated(plain)));

        float[] seen = encode(model, "fp32");
        float[] other = encode(model, "int8");
        assertThat(encode(model, "fp32")).containsExactly(seen);
        for (int i = 0; i < seen.length; i++) {
            assertThat(other[i]).isCloseTo(-seen[i], within(1e-6f)).isNotZero();
        }
    }

    private static float[] encode(ModelPackage model, String variant) {
        RuntimeOptions options = RuntimeOptions.parse("cpu", 0, 1, variant);
        byte[] grey = new byte[48];
        Arrays.fill(grey, (byte) 100);
        try (ImageEncoder encoder = ImageEncoder.open(model, options)) {
            return encoder.encode(List.of(grey)).get(0).values();
        }
    }

    /** The same graph with the sign of each weight turned; they follow their name and length. */
    private static byte[] negated(byte[] graph) {
        byte[] other = graph.clone();
        int weights = new String(graph, StandardCharsets.ISO_8859_1).indexOf("wJ\u0080\f") + 4;
        for (int i = 0; i < 48 * 8; i++) {
            int sign = weights + i * Float.BYTES + 3;
            other[sign] = (byte) (other[sign] ^ 0x80);
        }
        return other;
    }

    @Test
    void anInputThatIsMissingOrHasAnotherSizeIsNamed() {
        ModelPackage model = TinyModels.audio(folder);
        String file = folder.resolve("tiny-audio/audio.onnx").toString();
        try (OnnxGraph graph = OnnxGraph.open(model, "audio", RuntimeOptions.CPU)) {
            assertThatThrownBy(() -> graph.run(Map.of()))
                    .isInstanceOf(ModelException.class)
                    .hasMessage(file + ": nothing gives input 'waveform'");
            FloatBuffer three = FloatBuffer.allocate(3);
            assertThatThrownBy(() -> Tensors.floats(graph, "waveform", three, 1, 16))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith(file + ": input 'waveform' is refused: ");
        }
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

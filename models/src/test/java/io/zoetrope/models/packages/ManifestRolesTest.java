package io.zoetrope.models.packages;

import static io.zoetrope.models.packages.TestingManifests.MEANINGS;
import static io.zoetrope.models.packages.TestingManifests.OBJECTS;
import static io.zoetrope.models.packages.TestingManifests.PICTURES;
import static io.zoetrope.models.packages.TestingManifests.REGIONS;
import static io.zoetrope.models.packages.TestingManifests.SENTENCES;
import static io.zoetrope.models.packages.TestingManifests.WRITING;
import static io.zoetrope.models.packages.TestingManifests.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.models.packages.manifest.ManifestException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestRolesTest {
    private static final String BOXES =
            OBJECTS.replace("kind: yolox", "kind: boxes")
                    .replace("{name: raw,", tensor("boxes") + tensor("scores") + "{name: classes,");
    private static final String FACES =
            OBJECTS.replace("kind: yolox, strides: [8, 16, 32]", "kind: yunet, strides: [32]")
                    .replace(
                            "{name: raw,", tensor("cls_32") + tensor("obj_32") + "{name: bbox_32,");

    private static String tensor(String name) {
        return "{name: " + name + ", type: float32, shape: [1]}, ";
    }

    @ParameterizedTest
    @MethodSource("otherRoles")
    void aRoleThatTheCodeLacksOrDoesNotKnowIsRefused(
            String manifest, String from, String to, String message) {
        assertThatCode(() -> read(manifest)).doesNotThrowAnyException();
        assertThat(manifest).contains(from);
        assertThatThrownBy(() -> read(manifest.replace(from, to)))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("eye/model.yaml: graphs" + message);
    }

    static Stream<Arguments> otherRoles() {
        return Stream.of(
                Arguments.of(
                        MEANINGS,
                        "name: token_type_ids",
                        "name: position_ids",
                        ".text.inputs[1]: expected a role of [attention_mask, input_ids,"
                                + " token_type_ids], found"),
                Arguments.of(
                        MEANINGS,
                        "pooling: mean",
                        "pooling: none",
                        ".text.outputs: expected a tensor of role 'embedding'"),
                Arguments.of(
                        REGIONS,
                        "name: probability",
                        "name: sigmoid",
                        ".detector.outputs: expected a tensor of role 'probability'"),
                Arguments.of(
                        WRITING,
                        "name: characters",
                        "name: softmax",
                        ".recognizer.outputs: expected a tensor of role 'characters'"),
                Arguments.of(
                        SENTENCES,
                        "name: attention_mask",
                        "name: token_type_ids",
                        ".text.inputs[1]: expected a role of [attention_mask, input_ids], found"),
                Arguments.of(
                        PICTURES,
                        "inputs: [",
                        "inputs: [{name: attention_mask, type: int64, shape: [-1]}, ",
                        ".image.inputs[0]: expected a role of [image], found"),
                Arguments.of(
                        PICTURES,
                        "name: image",
                        "name: pixels",
                        ".image.inputs: expected a tensor of role 'image'"),
                Arguments.of(
                        PICTURES,
                        "graphs:\n",
                        "graphs:\n  ear: "
                                + "{file: eye.onnx, inputs: [{name: a, type: bool, shape: []}],"
                                + " outputs: [{name: b, type: bool, shape: []}]}\n",
                        ".ear: unknown key, expected one of [image]"),
                Arguments.of(
                        OBJECTS,
                        "name: raw",
                        "name: output",
                        ".detector.outputs: expected a tensor of role 'raw'"),
                Arguments.of(
                        OBJECTS,
                        "kind: yolox",
                        "kind: boxes",
                        ".detector.outputs: expected a tensor of role 'boxes'"),
                Arguments.of(
                        BOXES,
                        "name: classes",
                        "name: labels",
                        ".detector.outputs: expected a tensor of role 'classes'"),
                Arguments.of(
                        OBJECTS,
                        "kind: yolox",
                        "kind: yunet",
                        ".detector.outputs: expected a tensor of role 'cls_8'"),
                Arguments.of(
                        FACES,
                        "name: bbox_32",
                        "name: bbox_16",
                        ".detector.outputs: expected a tensor of role 'bbox_32'"));
    }
}

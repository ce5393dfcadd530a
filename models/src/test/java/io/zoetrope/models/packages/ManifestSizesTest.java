package io.zoetrope.models.packages;

import static io.zoetrope.models.packages.TestingManifests.CAPTIONS;
import static io.zoetrope.models.packages.TestingManifests.MEANINGS;
import static io.zoetrope.models.packages.TestingManifests.OBJECTS;
import static io.zoetrope.models.packages.TestingManifests.PICTURES;
import static io.zoetrope.models.packages.TestingManifests.REGIONS;
import static io.zoetrope.models.packages.TestingManifests.SOUNDS;
import static io.zoetrope.models.packages.TestingManifests.WRITING;
import static io.zoetrope.models.packages.TestingManifests.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.models.packages.manifest.ManifestException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestSizesTest {
    /** Pictures and sounds of which ten and 372 fill a buffer. */
    private static final String LARGE_PICTURES =
            PICTURES.replace("30", "4096").replace("24", "4096");

    private static final String LARGE_SOUNDS = SOUNDS.replace("16000", "1440000");

    @ParameterizedTest
    @MethodSource("contradictions")
    void twoNumbersThatCannotBothBeRightAreRefused(
            String manifest, String from, String to, String message) {
        assertThatCode(() -> read(manifest)).doesNotThrowAnyException();
        assertThat(manifest).contains(from);
        assertThatThrownBy(() -> read(manifest.replace(from, to)))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("eye/model.yaml: " + message);
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(
                        MEANINGS,
                        "dimension: 16",
                        "dimension: 17",
                        "graphs.text.outputs[0].shape: expected a batch, tokens and 17 numbers"),
                Arguments.of(
                        REGIONS,
                        "[-1, 3, -1, -1]",
                        "[-1, 3, 960, -1]",
                        "graphs.detector.inputs[0].shape: expected a width and a height that are"),
                Arguments.of(
                        WRITING,
                        "[-1, 3, 48, -1]",
                        "[-1, 3, 48, 960]",
                        "graphs.recognizer.inputs[0].shape: expected a width that is free"),
                Arguments.of(
                        WRITING,
                        "height: 48",
                        "height: 32",
                        "graphs.recognizer.inputs[0].shape: expected sizes [3, 32, 960]"),
                Arguments.of(
                        PICTURES,
                        "dimension: 16",
                        "dimension: 17",
                        "graphs.image.outputs[0].shape: expected 17 numbers for each"),
                Arguments.of(
                        PICTURES,
                        "[-1, 16]",
                        "[-1, -1, 15]",
                        "graphs.image.outputs[0].shape: expected 16 numbers for each"),
                Arguments.of(
                        PICTURES,
                        "[-1, 3, 30, 24]",
                        "[1, 3, 30, 24]",
                        "graphs.image.max_batch: expected at most 1, the first size of 'image'"),
                Arguments.of(
                        PICTURES,
                        "[-1, 16]",
                        "[4, 16]",
                        "graphs.image.max_batch: expected at most 4, the first size of 'emb"),
                Arguments.of(
                        PICTURES,
                        "layout: NCHW",
                        "layout: NHWC",
                        "graphs.image.inputs[0].shape: expected sizes [30, 24, 3] after the batch"),
                Arguments.of(
                        PICTURES,
                        "width: 24, height: 30",
                        "width: 30, height: 24",
                        "graphs.image.inputs[0].shape: expected sizes [3, 24, 30] after the batch"),
                Arguments.of(
                        PICTURES,
                        "[-1, 3, 30, 24]",
                        "[-1, 30, 24]",
                        "graphs.image.inputs[0].shape: expected sizes [3, 30, 24] after the batch"),
                Arguments.of(
                        LARGE_PICTURES,
                        "max_batch: 8",
                        "max_batch: 11",
                        "graphs.image.max_batch: expected at most 10, as a call's input"),
                Arguments.of(
                        LARGE_SOUNDS,
                        "max_batch: 8",
                        "max_batch: 373",
                        "graphs.audio.max_batch: expected at most 372, as a call's input"),
                Arguments.of(
                        SOUNDS,
                        "samples: 16000",
                        "samples: 15999",
                        "graphs.audio.inputs[0].shape: expected size 15999 after the batch"),
                Arguments.of(
                        CAPTIONS,
                        "dimension: 16",
                        "dimension: 17",
                        "graphs.step.inputs[2].shape: expected 17 numbers for each"),
                Arguments.of(
                        CAPTIONS,
                        "{name: hidden, type: float32, shape: [-1, 2]}",
                        "{name: hidden, type: float32, shape: [-1, -1]}",
                        "graphs.step.inputs[1].shape: expected a batch and a size"),
                Arguments.of(
                        CAPTIONS, "end: 3", "end: 9", "decoding.end: expected a token id below 9"),
                Arguments.of(
                        CAPTIONS,
                        "start: [2, 4]",
                        "start: [2, 9]",
                        "decoding.start[1]: expected a token id below 9"),
                Arguments.of(
                        CAPTIONS,
                        "suppress: [0, 1]",
                        "suppress: [0, 9]",
                        "decoding.suppress[1]: expected a token id below 9"),
                Arguments.of(
                        CAPTIONS,
                        "suppress: [0, 1]",
                        "speech: {timestamps: 9}",
                        "decoding.speech.timestamps: expected a token id below 9"),
                Arguments.of(
                        CAPTIONS,
                        "suppress: [0, 1]",
                        "speech: {languages: {de: 9}}",
                        "decoding.speech.languages.de: expected a token id below 9"),
                Arguments.of(
                        OBJECTS,
                        "strides: [8, 16, 32]",
                        "strides: [8, 16]",
                        "graphs.detector.outputs[0].shape: expected sizes [40, 5 + classes]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[-1, -1]", "[-1, 1, 16]", "[-1, 16, 1, 1]", "[-1, -1, 8]", "[16]"})
    void aVectorMayHaveAnyShapeOfAsManyNumbers(String shape) {
        assertThat(read(PICTURES.replace("[-1, 16]", shape)).dimension()).isEqualTo(16);
    }

    @Test
    void aFreeSizeContradictsNothing() {
        String picture = PICTURES.replace("[-1, 3, 30, 24]", "[-1, -1, -1, 24]");
        String caption = CAPTIONS.replace("[-1, 9]", "[-1, -1]").replace("end: 3", "end: 99");

        assertThat(read(picture).image().shape().height()).isEqualTo(30);
        assertThat(read(caption).decoding().end()).isEqualTo(99);
    }
}

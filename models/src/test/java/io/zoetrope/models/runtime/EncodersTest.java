package io.zoetrope.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.TestingPackages;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.speech.VoiceActivity;
import io.zoetrope.models.runtime.speech.VoiceRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodersTest {
    @TempDir Path folder;

    @Test
    void aBatchGivesWhatSinglesGive() {
        List<byte[]> pictures = pictures(10);
        try (ImageEncoder encoder =
                ImageEncoder.open(TinyModels.clip(folder), RuntimeOptions.CPU)) {
            List<Vector> together = encoder.encode(pictures);

            assertThat(together).hasSize(10);
            for (int i = 0; i < 10; i++) {
                Vector alone = encoder.encode(List.of(pictures.get(i))).get(0);
                assertThat(alone.values()).containsExactly(together.get(i).values(), within(1e-4f));
                assertThat(alone.dot(alone)).isCloseTo(1, within(1e-5f));
            }
            assertThat(encoder.encode(List.of())).isEmpty();
        }
    }

    @Test
    void manyThreadsGetTheirOwnResults() {
        List<byte[]> pictures = pictures(200);
        try (ImageEncoder encoder =
                ImageEncoder.open(TinyModels.clip(folder), RuntimeOptions.CPU)) {
            List<Vector> inOrder = encoder.encode(pictures);
            List<Vector> parallel =
                    IntStream.range(0, 200)
                            .parallel()
                            .mapToObj(i -> encoder.encode(List.of(pictures.get(i))).get(0))
                            .toList();

            for (int i = 0; i < 200; i++) {
                assertThat(parallel.get(i).values())
                        .containsExactly(inOrder.get(i).values(), within(1e-4f));
            }
        }
    }

    @Test
    void textsOfDifferentLengthsShareABatch() {
        List<String> texts =
                List.of(
                        "red car",
                        "",
                        "blue",
                        "red car boat blue red car",
                        "unseen words here",
                        "x");
        try (TextEncoder encoder = TextEncoder.open(TinyModels.clip(folder), RuntimeOptions.CPU)) {
            List<Vector> together = encoder.encode(texts);

            assertThat(encoder.dimension()).isEqualTo(8);
            for (int i = 0; i < texts.size(); i++) {
                Vector alone = encoder.encode(List.of(texts.get(i))).get(0);
                assertThat(alone.values()).containsExactly(together.get(i).values(), within(1e-4f));
            }
        }
    }

    @Test
    void tenThousandWordsAreCut() {
        try (TextEncoder encoder = TextEncoder.open(TinyModels.clip(folder), RuntimeOptions.CPU)) {
            String many = String.join(" ", Collections.nCopies(10_000, "car"));

            assertThat(encoder.encode(List.of(many)))
                    .isEqualTo(encoder.encode(List.of("car car car car")));
        }
    }

    @Test
    void floatsAreScaledAndReorderedAsTheManifestSays() {
        ModelPackage model =
                TestingPackages.write(
                        folder,
                        "planes",
                        """
                        task: image-encoder
                        dimension: 48
                        normalised: true
                        graphs:
                          image:
                            file: planes.onnx
                            inputs: [{name: pixels, role: image, type: float32, shape: [1, 3, 4, 4]}]
                            outputs: [{name: out, role: embedding, type: float32, shape: [1, 48]}]
                        image:
                          {width: 4, height: 4, fit: stretch, layout: NCHW, colours: BGR, scale: 0.5,
                           mean: [1, 2, 3], std: [2, 4, 8]}
                        """,
                        Map.of("planes.onnx", TestingPackages.tiny("planes.onnx")));
        byte[] picture = new byte[48];
        picture[3] = (byte) 200; // second pixel's red, green and blue
        picture[4] = (byte) 100;
        picture[5] = 50;
        try (ImageEncoder encoder = ImageEncoder.open(model, RuntimeOptions.CPU)) {
            float[] seen = encoder.encode(List.of(picture, picture)).get(1).values();

            assertThat(seen[0]).isEqualTo((0 - 3) / 8f);
            assertThat(seen[1]).isEqualTo((25 - 3) / 8f);
            assertThat(seen[16 + 1]).isEqualTo((50 - 2) / 4f);
            assertThat(seen[32 + 1]).isEqualTo((100 - 1) / 2f);
        }
    }

    @Test
    void halfPrecisionIsConvertedAtTheEdge() {
        ModelPackage model = halves("halves", "0.5");
        byte[] picture = new byte[48];
        picture[3] = (byte) 201; // second pixel's red
        try (ImageEncoder encoder = ImageEncoder.open(model, RuntimeOptions.CPU)) {
            float[] seen = encoder.encode(List.of(new byte[48], picture)).get(1).values();

            assertThat(seen[0]).isZero();
            assertThat(seen[1]).isEqualTo(100.5f);
        }
    }

    private ModelPackage halves(String name, String scale) {
        return TestingPackages.write(
                folder,
                name,
                """
                task: image-encoder
                dimension: 48
                normalised: true
                graphs:
                  image:
                    file: halves.onnx
                    max_batch: 2
                    inputs: [{name: pixels, role: image, type: float16, shape: [-1, 3, 4, 4]}]
                    outputs: [{name: out, role: embedding, type: float16, shape: [-1, 48]}]
                image: {width: 4, height: 4, fit: stretch, layout: NCHW, colours: RGB, scale: %s}
                """
                        .formatted(scale),
                Map.of("halves.onnx", TestingPackages.tiny("halves.onnx")));
    }

    /** Bright pixels are above 65,504 once they are scaled. */
    @Test
    void whatOverflowsHasNoVectorAndTheRestOfItsBatchHas() {
        ModelPackage model = halves("overflowing", "1000");
        byte[] dark = new byte[48];
        dark[3] = 2;
        byte[] bright = new byte[48];
        bright[7] = (byte) 200;
        try (ImageEncoder encoder = ImageEncoder.open(model, RuntimeOptions.CPU)) {
            List<Vector> seen = encoder.encode(List.of(bright, dark));

            assertThat(seen.get(0).dimension()).isZero();
            assertThat(seen.get(1).values()[1]).isEqualTo(2000f);
        }
    }

    @Test
    void paddingIsMaskedIfTheGraphAsksForAMask() {
        ModelPackage model =
                TestingPackages.write(
                        folder,
                        "masked",
                        "task: image-text-encoder\ndimension: 8\ngraphs:\n"
                                + TinyModels.IMAGE_GRAPH
                                + """
                                  text:
                                    file: masked.onnx
                                    max_batch: 4
                                    inputs:
                                      - {name: input_ids, type: int64, shape: [-1, -1]}
                                      - {name: attention_mask, type: int64, shape: [-1, -1]}
                                    outputs: [{name: embedding, type: float32, shape: [-1, 8]}]
                                """
                                + TinyModels.IMAGE_PART
                                + """
                                text:
                                  tokenizer: words
                                  files: {vocabulary: words.txt}
                                  max_tokens: 6
                                """,
                        Map.of(
                                "image.onnx", TestingPackages.tiny("image.onnx"),
                                "masked.onnx", TestingPackages.tiny("masked.onnx"),
                                "words.txt", TinyModels.words("red blue car boat")));
        try (TextEncoder encoder = TextEncoder.open(model, RuntimeOptions.CPU)) {
            Vector beside = encoder.encode(List.of("red", "red blue car boat")).get(0);
            Vector alone = encoder.encode(List.of("red")).get(0);

            assertThat(beside.values()).containsExactly(alone.values(), within(1e-5f));
        }
    }

    @Test
    void aPictureOfAnotherSizeIsRefused() {
        try (ImageEncoder encoder =
                ImageEncoder.open(TinyModels.clip(folder), RuntimeOptions.CPU)) {
            assertThatThrownBy(() -> encoder.encode(List.of(new byte[47])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("4x4 pictures of 48 bytes, got 47");
        }
    }

    @Test
    void soundsAreFilledUpWithSilence() {
        try (AudioEncoder encoder =
                AudioEncoder.open(TinyModels.audio(folder), RuntimeOptions.CPU)) {
            float[] whole = new float[16];
            whole[0] = 0.5f;
            List<Vector> vectors = encoder.encode(List.of(whole, new float[] {0.5f}));

            assertThat(vectors.get(0)).isEqualTo(vectors.get(1));
            assertThat(encoder.classify(List.of(whole), 2).get(0)).hasSize(2);
            assertThatThrownBy(() -> encoder.encode(List.of(new float[17])))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void voiceActivityCarriesItsStateFromPieceToPiece() {
        try (VoiceActivity voice = VoiceActivity.open(TinyModels.vad(folder), RuntimeOptions.CPU)) {
            float[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};

            // Windows of 2 + 4 samples: silence before the first, the piece before for the rest.
            float[] speech = voice.speech(ones);
            assertThat(speech).hasSize(3);
            assertThat(speech[0]).isCloseTo(4 / 6f, within(1e-6f));
            assertThat(speech[1]).isCloseTo(4 / 6f + 1, within(1e-6f));
            assertThat(speech[2]).isCloseTo(4 / 6f + 1 + 3 / 6f, within(1e-6f));
            assertThat(voice.speech(ones)).containsExactly(speech);
        }
    }

    @Test
    void voiceActivityStopsWhenEnoughWasHeard() {
        try (VoiceActivity voice = VoiceActivity.open(TinyModels.vad(folder), RuntimeOptions.CPU)) {
            float[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};
            VoiceRequest asked = new VoiceRequest(ones, (piece, speech) -> speech > 1);

            float[] all = voice.speech(ones);
            assertThat(voice.speech(asked)).containsExactly(all[0], all[1]);
        }
    }

    @Test
    void captionsEndWhereTheirOwnEndTokenIs() {
        try (CaptionDecoder decoder =
                CaptionDecoder.open(TinyModels.caption(folder), RuntimeOptions.CPU)) {
            List<Vector> vectors = List.of(axis(0), axis(2), axis(1), axis(2), axis(0));

            assertThat(decoder.describe(vectors))
                    .containsExactly(
                            "a red car boat",
                            "car boat",
                            "red car boat",
                            "car boat",
                            "a red car boat");
            assertThatThrownBy(() -> decoder.describe(List.of(new Vector(new float[4]))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("dimension 3, got 4");
        }
    }

    private static Vector axis(int at) {
        float[] values = new float[3];
        values[at] = 1;
        return new Vector(values);
    }

    private static List<byte[]> pictures(int count) {
        Random random = new Random(5);
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] picture = new byte[48];
            random.nextBytes(picture);
            pictures.add(picture);
        }
        return pictures;
    }
}

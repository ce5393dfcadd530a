package io.zoetrope.models.runtime;

import static io.zoetrope.models.packages.TestingPackages.tiny;

import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.TestingPackages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Packages around the graphs of {@code tiny/generate.py} and {@code tiny/tokens.py}. */
public final class TinyModels {
    public static final String IMAGE_GRAPH =
            """
              image:
                file: image.onnx
                max_batch: 4
                inputs: [{name: image, type: uint8, shape: [-1, 4, 4, 3]}]
                outputs: [{name: embedding, type: float32, shape: [-1, 8]}]
            """;
    public static final String IMAGE_PART =
            "image: {width: 4, height: 4, fit: stretch, layout: NHWC, colours: RGB}\n";

    private static final String RANDOM_RULE =
            "start: [2], end: 3, suppress: [0, 1, 2, 8, 9], max_tokens: 12, "
                    + "speech: {language: en, timestamps: 10, no_speech: 8}";

    private TinyModels() {}

    /** Images and text, 8 numbers. */
    public static ModelPackage clip(Path folder) {
        return TestingPackages.write(
                folder,
                "tiny-clip",
                "task: image-text-encoder\ndimension: 8\ngraphs:\n"
                        + IMAGE_GRAPH
                        + """
                          text:
                            file: text.onnx
                            max_batch: 4
                            inputs: [{name: input_ids, type: int64, shape: [-1, -1]}]
                            outputs: [{name: embedding, type: float32, shape: [-1, 8]}]
                        """
                        + IMAGE_PART
                        + """
                        text:
                          tokenizer: words
                          files: {vocabulary: words.txt}
                          max_tokens: 6
                        """,
                Map.of(
                        "image.onnx", tiny("image.onnx"),
                        "text.onnx", tiny("text.onnx"),
                        "words.txt", words("red blue car boat")));
    }

    public static ModelPackage detector(Path folder) {
        return TestingPackages.write(
                folder,
                "tiny-detector",
                """
                task: object-detector
                graphs:
                  detector:
                    file: detector.onnx
                    max_batch: 4
                    inputs: [{name: image, type: uint8, shape: [-1, 4, 4, 3]}]
                    outputs:
                      - {name: boxes, type: float32, shape: [-1, 1, 4]}
                      - {name: scores, type: float32, shape: [-1, 1]}
                      - {name: classes, type: int64, shape: [-1, 1]}
                      - {name: appearance, type: float32, shape: [-1, 1, 2]}
                image: {width: 4, height: 4, fit: letterbox, layout: NHWC, colours: RGB}
                head: {kind: boxes, boxes_in: unit, score_threshold: 0.3}
                labels: [car, boat]
                """,
                Map.of("detector.onnx", tiny("detector.onnx")));
    }

    public static ModelPackage audio(Path folder) {
        return TestingPackages.write(
                folder,
                "tiny-audio",
                """
                task: audio-encoder
                dimension: 8
                graphs:
                  audio:
                    file: audio.onnx
                    max_batch: 4
                    inputs: [{name: waveform, type: float32, shape: [-1, 16]}]
                    outputs:
                      - {name: embedding, type: float32, shape: [-1, 8]}
                      - {name: scores, type: float32, shape: [-1, 8]}
                audio: {sample_rate: 16000, samples: 16}
                labels: [a, b, c, d, e, f, g, h]
                """,
                Map.of("audio.onnx", tiny("audio.onnx")));
    }

    static ModelPackage vad(Path folder) {
        return TestingPackages.write(
                folder,
                "tiny-vad",
                """
                task: voice-activity
                graphs:
                  vad:
                    file: vad.onnx
                    inputs:
                      - {name: input, role: waveform, type: float32, shape: [1, -1]}
                      - {name: state, type: float32, shape: [1, 1]}
                      - {name: sr, role: sample_rate, type: int64, shape: []}
                    outputs:
                      - {name: output, role: speech, type: float32, shape: [1, 1]}
                      - {name: stateN, role: state, type: float32, shape: [1, 1]}
                audio: {sample_rate: 16000, samples: 4, context: 2}
                """,
                Map.of("vad.onnx", tiny("vad.onnx")));
    }

    static ModelPackage caption(Path folder) {
        return TestingPackages.write(
                folder,
                "tiny-caption",
                """
                task: caption-decoder
                space: tiny-clip
                dimension: 3
                graphs:
                  step:
                    file: step.onnx
                    max_batch: 4
                    inputs:
                      - {name: token, type: int64, shape: [-1]}
                      - {name: hidden, type: float32, shape: [-1, 2]}
                      - {name: embedding, type: float32, shape: [-1, 3]}
                    outputs:
                      - {name: logits, type: float32, shape: [-1, 8]}
                      - {name: hidden_out, role: hidden, type: float32, shape: [-1, 2]}
                text: {tokenizer: words, files: {vocabulary: words.txt}, max_tokens: 8}
                decoding: {start: [2], end: 3, suppress: [0, 1, 2], max_tokens: 8}
                """,
                Map.of("step.onnx", tiny("step.onnx"), "words.txt", words("a red car boat")));
    }

    public static ModelPackage speech(Path folder) {
        return speech(
                folder,
                "tiny-speech",
                """
                    file: decoder.onnx
                    inputs:
                      - {name: input_ids, type: int64, shape: [-1, -1]}
                      - {name: hidden, type: float32, shape: [-1, 20, 8]}
                    outputs: [{name: logits, type: float32, shape: [-1, -1, 8]}]
                """,
                "start: [2], end: 3, max_tokens: 8");
    }

    /** As {@link #speech}, with a decoder that has a cache and begins with two tokens. */
    public static ModelPackage cachedSpeech(Path folder) {
        return cachedSpeech(folder, "cache.0");
    }

    public static ModelPackage cachedSpeech(Path folder, String presentRole) {
        return speech(
                folder,
                "tiny-cached-speech",
                """
                    file: merged.onnx
                    inputs:
                      - {name: input_ids, type: int64, shape: [-1, -1]}
                      - {name: hidden, type: float32, shape: [-1, 20, 8]}
                      - {name: use_cache_branch, role: use_cache, type: bool, shape: [1]}
                      - {name: past, role: cache.0, type: float32, shape: [-1, 1, -1, 1]}
                      - {name: past_sound, role: memory.0, type: float32, shape: [-1, 1, -1, 1]}
                    outputs:
                      - {name: logits, type: float32, shape: [-1, -1, 8]}
                      - {name: present, role: %s, type: float32, shape: [-1, 1, -1, 1]}
                      - {name: present_sound, role: memory.0, type: float32, shape: [-1, 1, -1, 1]}
                """
                        .formatted(presentRole),
                "start: [2, 2], end: 3, max_tokens: 8");
    }

    /** Random weights; four words, and timestamps from token 10 on. */
    public static ModelPackage randomSpeech(Path folder, int maxBatch) {
        return speech(
                folder,
                "random-speech",
                """
                    file: random.onnx
                    max_batch: %d
                    inputs:
                      - {name: input_ids, type: int64, shape: [-1, -1]}
                      - {name: hidden, type: float32, shape: [-1, 20, 8]}
                    outputs: [{name: logits, type: float32, shape: [-1, -1, 24]}]
                """
                        .formatted(maxBatch),
                RANDOM_RULE);
    }

    /** As {@link #randomSpeech}, with a cache. */
    public static ModelPackage randomCachedSpeech(Path folder) {
        return speech(
                folder,
                "random-cached-speech",
                """
                    file: random_cached.onnx
                    max_batch: 8
                    inputs:
                      - {name: input_ids, type: int64, shape: [-1, -1]}
                      - {name: hidden, type: float32, shape: [-1, 20, 8]}
                      - {name: past, role: cache.0, type: float32, shape: [-1, 1, -1, 8]}
                    outputs:
                      - {name: logits, type: float32, shape: [-1, -1, 24]}
                      - {name: present, role: cache.0, type: float32, shape: [-1, 1, -1, 8]}
                """,
                RANDOM_RULE);
    }

    private static ModelPackage speech(Path folder, String name, String decoder, String rule) {
        return TestingPackages.write(
                folder,
                name,
                """
                task: speech-recognizer
                graphs:
                  encoder:
                    file: encoder.onnx
                    max_batch: 8
                    inputs: [{name: features, type: float32, shape: [-1, 8, 20]}]
                    outputs: [{name: hidden, type: float32, shape: [-1, 20, 8]}]
                  decoder:
                """
                        + decoder.indent(4)
                        + """
                        audio: {sample_rate: 16000, samples: 3200, mel_bins: 8}
                        text: {tokenizer: words, files: {vocabulary: words.txt}, max_tokens: 8}
                        decoding: {%s}
                        """
                                .formatted(rule),
                Map.of(
                        "encoder.onnx", tiny("encoder.onnx"),
                        "decoder.onnx", tiny("decoder.onnx"),
                        "merged.onnx", tiny("merged.onnx"),
                        "random.onnx", tiny("random.onnx"),
                        "random_cached.onnx", tiny("random_cached.onnx"),
                        "words.txt", words("a red car boat")));
    }

    static byte[] words(String words) {
        String lines = "<pad> <unknown> <begin> <end> " + words;
        return lines.replace(' ', '\n').getBytes(StandardCharsets.UTF_8);
    }
}

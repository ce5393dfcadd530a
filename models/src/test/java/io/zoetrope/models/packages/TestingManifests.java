package io.zoetrope.models.packages;

import io.zoetrope.models.packages.manifest.ModelManifest;
import java.nio.charset.StandardCharsets;

/** Manifests whose numbers agree, one for each form of graph; their files are nowhere. */
final class TestingManifests {
    static final String PICTURES =
            """
            task: image-encoder
            dimension: 16
            graphs:
              image:
                file: eye.onnx
                max_batch: 8
                inputs: [{name: image, type: float32, shape: [-1, 3, 30, 24]}]
                outputs: [{name: embedding, type: float32, shape: [-1, 16]}]
            image: {width: 24, height: 30, fit: stretch, layout: NCHW, colours: RGB}
            """;
    static final String SENTENCES =
            """
            task: image-text-encoder
            dimension: 16
            graphs:
              image:
                file: eye.onnx
                inputs: [{name: image, type: uint8, shape: [-1, 30, 24, 3]}]
                outputs: [{name: embedding, type: float32, shape: [-1, 16]}]
              text:
                file: eye.onnx
                inputs:
                  - {name: input_ids, type: int64, shape: [-1, -1]}
                  - {name: attention_mask, type: int64, shape: [-1, -1]}
                outputs: [{name: embedding, type: float32, shape: [-1, 16]}]
            image: {width: 24, height: 30, fit: stretch, layout: NHWC, colours: RGB}
            text: {tokenizer: words, files: {vocabulary: words.txt}, max_tokens: 8}
            """;
    static final String SOUNDS =
            """
            task: audio-encoder
            dimension: 16
            graphs:
              audio:
                file: eye.onnx
                max_batch: 8
                inputs: [{name: waveform, type: float32, shape: [-1, 16000]}]
                outputs: [{name: embedding, type: float32, shape: [-1, 16]}]
            audio: {sample_rate: 48000, samples: 16000}
            """;
    static final String CAPTIONS =
            """
            task: caption-decoder
            dimension: 16
            graphs:
              step:
                file: eye.onnx
                max_batch: 8
                inputs:
                  - {name: token, type: int64, shape: [-1]}
                  - {name: hidden, type: float32, shape: [-1, 2]}
                  - {name: embedding, type: float32, shape: [-1, 16]}
                outputs:
                  - {name: logits, type: float32, shape: [-1, 9]}
                  - {name: hidden_out, role: hidden, type: float32, shape: [-1, 2]}
            text: {tokenizer: words, files: {vocabulary: words.txt}, max_tokens: 8}
            decoding: {start: [2, 4], end: 3, suppress: [0, 1], max_tokens: 8}
            """;
    static final String OBJECTS =
            """
            task: object-detector
            graphs:
              detector:
                file: eye.onnx
                inputs: [{name: image, type: uint8, shape: [1, 64, 32, 3]}]
                outputs: [{name: raw, type: float32, shape: [1, 42, 7]}]
            image: {width: 32, height: 64, fit: letterbox, layout: NHWC, colours: BGR}
            head: {kind: yolox, strides: [8, 16, 32]}
            """;

    static final String MEANINGS =
            """
            task: sentence-encoder
            dimension: 16
            graphs:
              text:
                file: eye.onnx
                inputs:
                  - {name: input_ids, type: int64, shape: [-1, -1]}
                  - {name: token_type_ids, type: int64, shape: [-1, -1]}
                outputs: [{name: hidden, type: float32, shape: [-1, -1, 16]}]
            text: {tokenizer: words, files: {vocabulary: words.txt}, max_tokens: 8}
            sentence: {pooling: mean}
            """;
    static final String REGIONS =
            """
            task: text-detector
            graphs:
              detector:
                file: eye.onnx
                inputs: [{name: image, type: float32, shape: [-1, 3, -1, -1]}]
                outputs: [{name: probability, type: float32, shape: [-1, 1, -1, -1]}]
            image: {width: 960, height: 960, fit: stretch, layout: NCHW, colours: BGR}
            regions: {multiple: 32}
            """;
    static final String WRITING =
            """
            task: text-recognizer
            graphs:
              recognizer:
                file: eye.onnx
                inputs: [{name: image, type: float32, shape: [-1, 3, 48, -1]}]
                outputs: [{name: characters, type: float32, shape: [-1, -1, 9]}]
            image: {width: 960, height: 48, fit: stretch, layout: NCHW, colours: BGR}
            characters: {file: words.txt, space: true}
            """;

    private static final String HEAD =
            """
            format: 1
            name: eye
            version: "1"
            licence: MIT
            files:
              - path: eye.onnx
                sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
              - path: words.txt
                sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
            """;

    private TestingManifests() {}

    /** Reads one of these as {@code eye/model.yaml}. */
    static ModelManifest read(String manifest) {
        return ManifestReader.read(
                "eye/model.yaml", (HEAD + manifest).getBytes(StandardCharsets.UTF_8));
    }
}

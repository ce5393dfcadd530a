package io.zoetrope.models.packages;

import io.zoetrope.models.packages.manifest.AudioInput;
import io.zoetrope.models.packages.manifest.DetectorHead;
import io.zoetrope.models.packages.manifest.GraphSpec;
import io.zoetrope.models.packages.manifest.ImageInput;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.ModelManifest;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.packages.manifest.TensorSpec;
import io.zoetrope.models.packages.manifest.TensorType;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Compares the numbers of a manifest with each other: a contradiction would otherwise be found at
 * the first frame, when an index for vectors of the wrong dimension is there already. A size of -1
 * contradicts nothing.
 */
final class ManifestSizes {
    /** ONNX Runtime's Java side takes a little less than the largest buffer. */
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8 * Float.BYTES;

    private final ManifestNode top;
    private final ModelManifest manifest;
    private final ManifestNode node;
    private final GraphSpec graph;

    private ManifestSizes(ManifestNode top, ModelManifest manifest, String graph) {
        this.top = top;
        this.manifest = manifest;
        this.node = top.at("graphs").at(graph);
        this.graph = manifest.graphs().get(graph);
    }

    /**
     * @param manifest with the parts, graphs and roles that its task needs
     * @throws ManifestException if two numbers cannot both be right
     */
    static void check(ManifestNode top, ModelManifest manifest) {
        for (ModelTask.GraphRoles roles : manifest.task().graphs()) {
            ManifestSizes sizes = new ManifestSizes(top, manifest, roles.graph());
            sizes.each("inputs", sizes.graph.inputs(), sizes::checkInput);
            sizes.each("outputs", sizes.graph.outputs(), sizes::checkOutput);
        }
    }

    private void each(
            String side, List<TensorSpec> tensors, BiConsumer<TensorSpec, ManifestNode> check) {
        List<ManifestNode> shapes = node.at(side).list(tensor -> tensor.at("shape"));
        for (int i = 0; i < tensors.size(); i++) {
            checkBatch(tensors.get(i));
            check.accept(tensors.get(i), shapes.get(i));
        }
    }

    private void checkInput(TensorSpec input, ManifestNode shape) {
        switch (input.role()) {
            case "image" -> checkImage(input, shape);
            case "waveform" -> checkWaveform(input, shape);
            case "embedding" -> checkEmbedding(input, shape);
            case "hidden" -> checkHidden(input, shape);
            default -> {
                // The manifest says its sizes nowhere else.
            }
        }
    }

    private void checkOutput(TensorSpec output, ManifestNode shape) {
        switch (output.role()) {
            case "embedding" -> checkEmbedding(output, shape);
            case "logits" -> checkTokenIds(output);
            case "raw" -> checkRows(output, shape);
            case "hidden" -> checkTokens(output, shape);
            default -> {
                // The manifest says its sizes nowhere else.
            }
        }
    }

    private void checkBatch(TensorSpec tensor) {
        int first = tensor.shape().isEmpty() ? -1 : tensor.shape().get(0);
        if (first >= 0 && first < graph.maxBatch()) {
            throw node.at("max_batch")
                    .expected("at most " + first + ", the first size of '" + tensor.name() + "'");
        }
    }

    private void checkBytes(long each) {
        long most = MOST_BYTES / each;
        if (graph.maxBatch() > most) {
            throw node.at("max_batch")
                    .expected("at most " + most + ", as a call's input must fit into one buffer");
        }
    }

    private void checkImage(TensorSpec input, ManifestNode shape) {
        ImageInput image = manifest.image();
        int width = image.shape().width();
        int height = image.shape().height();
        List<Integer> sizes =
                image.channelsFirst() ? List.of(3, height, width) : List.of(height, width, 3);
        checkFree(input, shape);
        if (differs(input.shape(), sizes)) {
            throw shape.expected(
                    "sizes " + sizes + " after the batch, as image.width, height and layout say");
        }
        int each = input.type() == TensorType.UINT8 ? 1 : Float.BYTES;
        checkBytes((long) image.shape().bytes() * each);
    }

    /** Pages and lines come in all lengths: the manifest says the longest. */
    private void checkFree(TensorSpec input, ManifestNode shape) {
        List<Integer> sizes = input.shape();
        int width = manifest.image().channelsFirst() ? 3 : 2;
        boolean known = sizes.size() == 4;
        boolean widthFree = !known || sizes.get(width) < 0;
        boolean heightFree = !known || sizes.get(width - 1) < 0;
        switch (manifest.task()) {
            case TEXT_DETECTOR -> {
                if (!widthFree || !heightFree) {
                    throw shape.expected("a width and a height that are free");
                }
            }
            case TEXT_RECOGNIZER -> {
                if (!widthFree) {
                    throw shape.expected("a width that is free");
                }
            }
            default -> {
                // Pictures of one size.
            }
        }
    }

    private void checkWaveform(TensorSpec input, ManifestNode shape) {
        AudioInput audio = manifest.audio();
        boolean withContext = manifest.task() == ModelTask.VOICE_ACTIVITY;
        int samples = audio.samples() + (withContext ? audio.context() : 0);
        if (differs(input.shape(), List.of(samples))) {
            throw shape.expected("size " + samples + " after the batch, as audio says");
        }
        checkBytes((long) samples * Float.BYTES);
    }

    /** Some graphs give a vector as [b,1,n] or [b,n,1,1]: what counts is how many numbers. */
    private void checkEmbedding(TensorSpec tensor, ManifestNode shape) {
        List<Integer> sizes = tensor.shape();
        List<Integer> each = sizes.size() > 1 ? sizes.subList(1, sizes.size()) : sizes;
        boolean free = each.isEmpty() || each.contains(-1);
        long known = 1;
        for (int size : each) {
            known = size > 0 ? Math.min(known * size, Integer.MAX_VALUE) : known;
        }
        int dimension = manifest.dimension();
        if (dimension > 0 && (free ? dimension % known != 0 : known != dimension)) {
            throw shape.expected(dimension + " numbers for each of the batch, as dimension says");
        }
    }

    private void checkHidden(TensorSpec input, ManifestNode shape) {
        boolean given = input.shape().size() == 2 && input.shape().get(1) > 0;
        if (manifest.task() == ModelTask.CAPTION_DECODER && !given) {
            throw shape.expected(
                    "a batch and a size that is not free, as the first step takes so many zeros");
        }
    }

    /** A vector for each token of a sentence. */
    private void checkTokens(TensorSpec hidden, ManifestNode shape) {
        boolean pooled = manifest.task() == ModelTask.SENTENCE_ENCODER;
        if (pooled && differs(hidden.shape(), List.of(-1, manifest.dimension()))) {
            throw shape.expected(
                    "a batch, tokens and " + manifest.dimension() + " numbers, as dimension says");
        }
    }

    private void checkTokenIds(TensorSpec logits) {
        int rank = logits.shape().size();
        int vocabulary = rank == 0 ? -1 : logits.shape().get(rank - 1);
        if (vocabulary >= 0 && manifest.decoding() != null) {
            ManifestNode decoding = top.at("decoding");
            checkTokenId(decoding.at("end"), vocabulary);
            decoding.at("start").list(id -> id).forEach(id -> checkTokenId(id, vocabulary));
            decoding.at("suppress").list(id -> id).forEach(id -> checkTokenId(id, vocabulary));
            checkSpeech(decoding.at("speech"), vocabulary);
        }
    }

    private static void checkSpeech(ManifestNode speech, int vocabulary) {
        checkTokenId(speech.at("timestamps"), vocabulary);
        checkTokenId(speech.at("no_speech"), vocabulary);
        for (String list : List.of("after_language", "suppress_first")) {
            speech.at(list).list(id -> id).forEach(id -> checkTokenId(id, vocabulary));
        }
        speech.at("languages").map(id -> id).values().forEach(id -> checkTokenId(id, vocabulary));
    }

    private static void checkTokenId(ManifestNode id, int vocabulary) {
        if (id.value().asInt() >= vocabulary) {
            throw id.expected("a token id below " + vocabulary + ", the last size of the logits");
        }
    }

    private void checkRows(TensorSpec raw, ManifestNode shape) {
        boolean grid =
                manifest.task() == ModelTask.OBJECT_DETECTOR
                        && manifest.head().kind() == DetectorHead.Kind.YOLOX;
        if (!grid) {
            return;
        }
        int width = manifest.image().shape().width();
        int height = manifest.image().shape().height();
        int rows =
                manifest.head().strides().stream().mapToInt(s -> (width / s) * (height / s)).sum();
        if (differs(raw.shape(), List.of(rows, -1))) {
            throw shape.expected(
                    "sizes [" + rows + ", 5 + classes] after the batch, as head.strides says");
        }
    }

    /** Whether a shape cannot have these sizes after its batch. An empty one is not known. */
    private static boolean differs(List<Integer> shape, List<Integer> sizes) {
        if (shape.isEmpty()) {
            return false;
        }
        if (shape.size() != sizes.size() + 1) {
            return true;
        }
        for (int i = 0; i < sizes.size(); i++) {
            int has = shape.get(i + 1);
            int needs = sizes.get(i);
            if (has >= 0 && needs >= 0 && has != needs) {
                return true;
            }
        }
        return false;
    }
}

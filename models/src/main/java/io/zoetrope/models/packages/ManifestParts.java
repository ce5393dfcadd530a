package io.zoetrope.models.packages;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.manifest.AudioInput;
import io.zoetrope.models.packages.manifest.DecodingRule;
import io.zoetrope.models.packages.manifest.DetectorHead;
import io.zoetrope.models.packages.manifest.GraphSpec;
import io.zoetrope.models.packages.manifest.ImageInput;
import io.zoetrope.models.packages.manifest.LabelList;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.packages.manifest.PackageFile;
import io.zoetrope.models.packages.manifest.Recognition;
import io.zoetrope.models.packages.manifest.SpeechRule;
import io.zoetrope.models.packages.manifest.TensorSpec;
import io.zoetrope.models.packages.manifest.TensorType;
import io.zoetrope.models.packages.manifest.TextInput;
import io.zoetrope.models.packages.manifest.TokenizerKeys;
import io.zoetrope.models.packages.manifest.TokenizerKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the parts of a manifest; {@link ManifestReader} checks how they belong together. */
final class ManifestParts {
    private static final int MAX_SIDE = 4096;
    private static final int MAX_BATCH = 1024;
    private static final String RELATIVE_PATH =
            "(?!.*(^|/)\\.\\.?(/|$))[A-Za-z0-9._+-][A-Za-z0-9._+/-]*";

    private ManifestParts() {}

    static String path(ManifestNode node) {
        return node.matching(RELATIVE_PATH, "a path inside the package");
    }

    static PackageFile file(ManifestNode node, String licence) {
        node.object(Set.of("path", "sha256", "bytes", "url", "licence"));
        ManifestNode url = node.at("url");
        return new PackageFile(
                path(node.at("path")),
                node.at("sha256").matching("[0-9a-f]{64}", "64 lower-case hexadecimal digits"),
                node.at("bytes").present() ? node.at("bytes").whole(1, Long.MAX_VALUE) : 0,
                url.present()
                        ? url.matching("(https?|file|s3a)://?.+", "an http, https, file or s3a url")
                        : "",
                node.at("licence").text(licence));
    }

    static GraphSpec graph(ManifestNode node) {
        node.object(Set.of("file", "variants", "max_batch", "inputs", "outputs"));
        return new GraphSpec(
                path(node.at("file")),
                node.at("variants").map(Set.of("int8", "fp16"), ManifestParts::path),
                node.at("max_batch").whole(1, MAX_BATCH, 1),
                tensors(node.at("inputs")),
                tensors(node.at("outputs")));
    }

    private static List<TensorSpec> tensors(ManifestNode node) {
        List<TensorSpec> tensors = node.list(ManifestParts::tensor);
        if (tensors.isEmpty()) {
            throw node.expected("at least one tensor");
        }
        return tensors;
    }

    private static TensorSpec tensor(ManifestNode node) {
        node.object(Set.of("name", "role", "type", "shape"));
        String name = node.at("name").text();
        return new TensorSpec(
                name,
                node.at("role").text(name),
                node.at("type").oneOf(TensorType.values(), TensorType::wireName),
                node.at("shape").list(size -> (int) size.whole(-1, Integer.MAX_VALUE)));
    }

    static ImageInput image(ManifestNode node) {
        node.object(
                Set.of(
                        "width", "height", "fit", "pad", "layout", "colours", "scale", "mean",
                        "std"));
        FrameShape shape =
                new FrameShape(
                        (int) node.at("width").whole(1, MAX_SIDE),
                        (int) node.at("height").whole(1, MAX_SIDE),
                        node.at("fit").oneOf(FrameShape.Fit.values(), ManifestParts::fitName),
                        node.at("pad").whole(0, 255, 0));
        return new ImageInput(
                shape,
                node.at("layout").matching("NHWC|NCHW", "NHWC or NCHW").equals("NCHW"),
                node.at("colours").matching("RGB|BGR", "RGB or BGR").equals("BGR"),
                node.at("scale").number(0, Float.MAX_VALUE, 1),
                channels(node.at("mean"), 0),
                channels(node.at("std"), 1));
    }

    private static String fitName(FrameShape.Fit fit) {
        return fit.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<Float> channels(ManifestNode node, float otherwise) {
        List<Float> values = node.list(ManifestNode::number);
        if (!node.present()) {
            return List.of(otherwise, otherwise, otherwise);
        }
        if (values.size() != 3 || (otherwise == 1 && values.contains(0f))) {
            throw node.expected("three numbers" + (otherwise == 1 ? ", none of them 0" : ""));
        }
        return values;
    }

    static TextInput text(ManifestNode node) {
        node.object(
                Set.of("tokenizer", "files", "max_tokens", "pad_to_max", "lowercase", "tokens"));
        TokenizerKind kind =
                node.at("tokenizer").oneOf(TokenizerKind.values(), TokenizerKind::wireName);
        return new TextInput(
                kind,
                node.at("files").map(TokenizerKeys.files(kind), ManifestParts::path),
                (int) node.at("max_tokens").whole(3, 8192),
                node.at("pad_to_max").flag(false),
                node.at("lowercase").flag(false),
                node.at("tokens").map(TokenizerKeys.tokens(kind), ManifestParts::tokenId));
    }

    private static int tokenId(ManifestNode node) {
        return (int) node.whole(0, Integer.MAX_VALUE);
    }

    static AudioInput audio(ManifestNode node) {
        node.object(Set.of("sample_rate", "samples", "context", "mel_bins"));
        return new AudioInput(
                (int) node.at("sample_rate").whole(8000, 48000),
                (int) node.at("samples").whole(1, 30 * 48000),
                node.at("context").whole(0, 48000, 0),
                node.at("mel_bins").whole(0, 256, 0));
    }

    static DetectorHead head(ManifestNode node) {
        node.object(
                Set.of(
                        "kind",
                        "score_threshold",
                        "nms_threshold",
                        "max_detections",
                        "boxes_in",
                        "strides"));
        return new DetectorHead(
                node.at("kind").oneOf(DetectorHead.Kind.values(), DetectorHead.Kind::wireName),
                node.at("score_threshold").number(0, 1, 0.3f),
                node.at("nms_threshold").number(0, 1, 0.45f),
                node.at("max_detections").whole(1, 1000, 100),
                node.at("boxes_in").present()
                        && node.at("boxes_in")
                                .matching("pixels|unit", "pixels or unit")
                                .equals("unit"),
                node.at("strides").list(stride -> (int) stride.whole(1, 256)));
    }

    static DecodingRule decoding(ManifestNode node) {
        node.object(Set.of("start", "end", "suppress", "max_tokens", "speech"));
        if (node.at("start").value().isEmpty()) {
            throw node.at("start").expected("at least one token id");
        }
        return new DecodingRule(
                node.at("start").list(ManifestParts::tokenId),
                tokenId(node.at("end")),
                node.at("suppress").list(ManifestParts::tokenId),
                (int) node.at("max_tokens").whole(1, 8192),
                node.at("speech").present() ? speech(node.at("speech")) : SpeechRule.NONE);
    }

    private static SpeechRule speech(ManifestNode node) {
        node.object(
                Set.of(
                        "language",
                        "languages",
                        "after_language",
                        "timestamps",
                        "no_speech",
                        "suppress_first"));
        return new SpeechRule(
                node.at("language").text(""),
                node.at("languages").map(ManifestParts::tokenId),
                node.at("after_language").list(ManifestParts::tokenId),
                node.at("timestamps").whole(1, Integer.MAX_VALUE, 0),
                node.at("no_speech").whole(1, Integer.MAX_VALUE, 0),
                node.at("suppress_first").list(ManifestParts::tokenId));
    }

    static LabelList labels(ManifestNode node) {
        if (!node.present()) {
            return LabelList.NONE;
        }
        if (node.value().isArray()) {
            return LabelList.of(node.list(ManifestNode::text));
        }
        node.object(Set.of("names", "file", "min_score"));
        List<String> names = node.at("names").list(ManifestNode::text);
        if (names.isEmpty() != node.at("file").present()) {
            throw node.expected("either names or a file");
        }
        return new LabelList(
                names,
                names.isEmpty() ? path(node.at("file")) : "",
                node.at("min_score").number(-1, 1, LabelList.DEFAULT_MIN_SCORE));
    }

    static Recognition recognition(ManifestNode node, ModelTask task) {
        if (!node.present()) {
            return Recognition.NONE;
        }
        if (task != ModelTask.APPEARANCE_ENCODER && task != ModelTask.OBJECT_DETECTOR) {
            throw node.expected("nothing, as only appearances of objects are recognised");
        }
        node.object(Set.of("least_cosine", "classes"));
        List<String> classes = node.at("classes").list(ManifestNode::text);
        if (classes.isEmpty()) {
            throw node.at("classes").expected("at least one class of objects");
        }
        ManifestNode least = node.at("least_cosine");
        if (!least.present()) {
            throw least.expected("a number from 0 to 1");
        }
        return new Recognition(least.number(0, 1, 1), classes);
    }
}

package io.zoetrope.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.PackageFile;
import io.zoetrope.models.runtime.detect.Candidate;
import io.zoetrope.models.runtime.detect.ObjectDetector;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The bundled packages are whole, and as good on scenes that no training saw as is claimed. */
class BundledFamilyTest {
    private static final long MAX_BYTES = 15_000_000;
    private static final ModelCatalog CATALOG = ModelCatalog.bundled();

    /** Shares of what was asked that came out right, by the names of {@code expected.json}. */
    private final Map<String, List<Boolean>> answers = new HashMap<>();

    @Test
    void theFamilyIsWholeAndSmall() {
        long bytes = 0;
        for (String name :
                List.of(
                        ModelCatalog.DEFAULT_ENCODER,
                        ModelCatalog.DEFAULT_DETECTOR,
                        ModelCatalog.DEFAULT_AUDIO,
                        ModelCatalog.DEFAULT_CAPTION)) {
            ModelPackage model = CATALOG.find(name);
            assertThat(model.missing()).as(name).isEmpty();
            for (PackageFile file : model.manifest().files()) {
                assertThat(model.bytes(file.path())).hasSize((int) file.bytes());
                bytes += file.bytes();
            }
        }
        assertThat(bytes).isLessThan(MAX_BYTES);
    }

    @Test
    void theHeadlineFiguresHold() throws IOException {
        JsonNode spec = HeldOutSet.json("heldout.json");
        try (ImageEncoder images = ImageEncoder.open(encoder(), RuntimeOptions.CPU);
                TextEncoder texts = TextEncoder.open(encoder(), RuntimeOptions.CPU)) {
            List<Vector> pictures = images.encode(HeldOutSet.pictures());
            retrieval(spec.path("retrieval"), pictures, texts);
            zeroShot(spec, pictures, texts);
            questions(spec.path("questions"), pictures, texts);
            captions(spec.path("captions"), pictures);
            sounds(spec.path("sounds"), texts);
        }
        objects(spec.path("detector"));

        JsonNode expected = HeldOutSet.json("expected.json");
        double slack = expected.path("slack").asDouble();
        SoftAssertions figures = new SoftAssertions();
        for (Map.Entry<String, JsonNode> figure : expected.path("figures").properties()) {
            figures.assertThat(share(figure.getKey()))
                    .as(figure.getKey())
                    .isGreaterThanOrEqualTo(figure.getValue().asDouble() - slack);
        }
        figures.assertAll();
    }

    private static ModelPackage encoder() {
        return CATALOG.find(ModelCatalog.DEFAULT_ENCODER);
    }

    private double share(String name) {
        assertThat(answers).containsKey(name);
        List<Boolean> asked = answers.get(name);
        return (double) asked.stream().filter(right -> right).count() / asked.size();
    }

    private void answer(String name, boolean right) {
        answers.computeIfAbsent(name, n -> new ArrayList<>()).add(right);
    }

    private void retrieval(JsonNode asked, List<Vector> pictures, TextEncoder texts) {
        List<Vector> candidates =
                stream(asked).map(q -> pictures.get(q.path("picture").asInt())).toList();
        List<Vector> queries = texts.encode(stream(asked).map(q -> text(q, "text")).toList());
        for (int i = 0; i < queries.size(); i++) {
            answer("retrieval_r1", nearest(queries.get(i), candidates) == i);
        }
    }

    private void zeroShot(JsonNode spec, List<Vector> pictures, TextEncoder texts) {
        List<String> prompts = stream(spec.path("prompts")).map(JsonNode::asText).toList();
        List<Vector> vectors = texts.encode(prompts);
        for (JsonNode q : spec.path("zero_shot")) {
            int best = nearest(pictures.get(q.path("picture").asInt()), vectors);
            answer(text(q, "group") + "_pair", prompts.get(best).equals(text(q, "pair")));
        }
    }

    private void questions(JsonNode asked, List<Vector> pictures, TextEncoder texts) {
        List<Vector> right = texts.encode(stream(asked).map(q -> text(q, "right")).toList());
        List<Vector> wrong = texts.encode(stream(asked).map(q -> text(q, "wrong")).toList());
        for (int i = 0; i < asked.size(); i++) {
            Vector picture = pictures.get(asked.get(i).path("picture").asInt());
            answer(
                    text(asked.get(i), "group"),
                    picture.dot(right.get(i)) > picture.dot(wrong.get(i)));
        }
    }

    private void captions(JsonNode asked, List<Vector> pictures) {
        try (CaptionDecoder decoder =
                CaptionDecoder.open(
                        CATALOG.find(ModelCatalog.DEFAULT_CAPTION), RuntimeOptions.CPU)) {
            List<String> told = decoder.describe(pictures);
            for (JsonNode q : asked) {
                String line = told.get(q.path("picture").asInt());
                answer(
                        "caption_" + text(q, "group"),
                        stream(q.path("says")).allMatch(says -> line.contains(says.asText())));
            }
        }
    }

    private void sounds(JsonNode asked, TextEncoder texts) throws IOException {
        List<Vector> prompts =
                texts.encode(stream(asked.path("prompts")).map(JsonNode::asText).toList());
        try (AudioEncoder encoder =
                AudioEncoder.open(CATALOG.find(ModelCatalog.DEFAULT_AUDIO), RuntimeOptions.CPU)) {
            List<Vector> sounds = encoder.encode(HeldOutSet.sounds());
            for (int i = 0; i < sounds.size(); i++) {
                answer(
                        "sounds",
                        nearest(sounds.get(i), prompts) == asked.path("labels").get(i).asInt());
            }
        }
    }

    private void objects(JsonNode asked) throws IOException {
        try (ObjectDetector detector =
                ObjectDetector.open(
                        CATALOG.find(ModelCatalog.DEFAULT_DETECTOR), RuntimeOptions.CPU)) {
            List<List<Detection>> found =
                    detector.detect(
                            HeldOutSet.detectorPictures().stream()
                                    .map(rgb -> new Picture(rgb, 256, 256))
                                    .toList());
            for (int i = 0; i < asked.size(); i++) {
                List<Detection> here = found.get(i);
                for (JsonNode thing : asked.get(i)) {
                    answer("detector_recall", here.stream().anyMatch(d -> matches(d, thing)));
                }
            }
        }
    }

    private static boolean matches(Detection found, JsonNode thing) {
        JsonNode b = thing.path("box");
        Candidate truth =
                candidate(
                        (float) b.get(0).asDouble(),
                        (float) b.get(1).asDouble(),
                        (float) b.get(2).asDouble(),
                        (float) b.get(3).asDouble());
        Box box = found.box();
        return found.label().equals(text(thing, "class"))
                && candidate(box.x0(), box.y0(), box.x1(), box.y1()).overlap(truth) >= 0.5f;
    }

    private static Candidate candidate(float x0, float y0, float x1, float y1) {
        return new Candidate(x0, y0, x1, y1, 1, 0, Candidate.NO_APPEARANCE);
    }

    private static int nearest(Vector query, List<Vector> candidates) {
        int best = 0;
        for (int i = 1; i < candidates.size(); i++) {
            best = query.dot(candidates.get(i)) > query.dot(candidates.get(best)) ? i : best;
        }
        return best;
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

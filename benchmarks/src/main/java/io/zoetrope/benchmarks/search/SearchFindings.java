package io.zoetrope.benchmarks.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What stands beside the moments of a {@link SearchLibrary}: of each video twenty objects, lines,
 * texts and sounds, some of which are what questions ask for.
 */
final class SearchFindings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OF_A_VIDEO = 20;
    private static final List<FindingKind> KINDS =
            List.of(FindingKind.OBJECT, FindingKind.LINE, FindingKind.TEXT, FindingKind.SOUND);
    private static final String[] NAMES = "car boat cat person dog bus bird lamp".split(" ");

    private final SearchLibrary library;
    private final Random random = new Random(8);
    private final List<String> sentences = new ArrayList<>();
    private final List<Optional<float[]>> meanings = new ArrayList<>();

    SearchFindings(SearchLibrary library) {
        this.library = library;
        for (String question : library.questions()) {
            for (String end : List.of("came round the corner", "was seen by nobody at all")) {
                String sentence = question + " " + end;
                sentences.add(sentence);
                meanings.add(library.encoders().sentences().map(e -> e.text(sentence).values()));
            }
        }
    }

    /** They can be found when this returns. */
    void fill() throws IOException, InterruptedException {
        int videos = library.size() / SearchLibrary.MOMENTS_OF_A_VIDEO;
        for (FindingKind kind : KINDS) {
            List<ObjectNode> documents = new ArrayList<>();
            for (int video = 0; video < videos; video++) {
                for (int i = 0; i < OF_A_VIDEO; i++) {
                    documents.add(finding(kind, video, i));
                }
                if (documents.size() >= 1_000 || video == videos - 1) {
                    library.add(kind, documents);
                    documents.clear();
                }
            }
        }
        library.refresh();
    }

    private ObjectNode finding(FindingKind kind, int video, int number) {
        ObjectNode document = library.shared(video, kind);
        long startMs = random.nextInt(SearchLibrary.MOMENTS_OF_A_VIDEO * SearchLibrary.MOMENT_MS);
        document.put("start_ms", startMs).put("end_ms", startMs + SearchLibrary.MOMENT_MS);
        String id = "v" + video + "-" + number;
        switch (kind) {
            case OBJECT ->
                    document.put("object_id", id)
                            .put("object_class", NAMES[random.nextInt(NAMES.length)])
                            .put("score", random.nextInt(100) / 100.0)
                            .put("best_ms", startMs);
            case LINE -> say(document.put("line_id", id));
            case TEXT -> say(document.put("text_id", id));
            default -> {
                document.put("sound_id", id);
                document.putArray("sound_classes").add(NAMES[random.nextInt(NAMES.length)]);
                document.putArray("sound_scores").add(0.5);
                int dimension = library.space(kind).dimension();
                if (dimension > 0) {
                    document.set("vector", JSON.valueToTree(library.near(new float[dimension])));
                }
            }
        }
        return document;
    }

    private void say(ObjectNode document) {
        int which = random.nextInt(sentences.size());
        document.put("text", sentences.get(which));
        meanings.get(which)
                .ifPresent(v -> document.set("vector", JSON.valueToTree(library.near(v))));
    }
}

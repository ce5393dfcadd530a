package io.zoetrope.benchmarks.accuracy;

import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.SentenceEncoder;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Search for dialogue by meaning: pairs of what is asked and the line that answers it, {@code
 * dialogue.tsv}, among the lines of all pairs and others that answer nothing. Hardly a pair shares
 * a word that says something.
 */
final class DialogueAccuracy {
    /** Asked, and the line; no question for a line that nobody asks for. */
    private record Pair(String asked, String line) {}

    private DialogueAccuracy() {}

    static List<Figure> measure() throws Exception {
        List<Pair> pairs = pairs();
        List<Integer> asked =
                IntStream.range(0, pairs.size())
                        .filter(i -> !pairs.get(i).asked().isEmpty())
                        .boxed()
                        .toList();
        try (SentenceEncoder encoder =
                SentenceEncoder.open(
                        ModelCatalog.bundled().find(ModelCatalog.DEFAULT_SENTENCES),
                        RuntimeOptions.CPU)) {
            List<Vector> lines = encoder.passages(pairs.stream().map(Pair::line).toList());
            List<Vector> questions = encoder.queries(pairs.stream().map(Pair::asked).toList());
            return List.of(figure(asked, lines, questions));
        }
    }

    private static Figure figure(List<Integer> asked, List<Vector> lines, List<Vector> questions) {
        int first = 0;
        int three = 0;
        double reciprocal = 0;
        for (int question : asked) {
            double right = questions.get(question).dot(lines.get(question));
            long rank =
                    lines.stream()
                            .filter(line -> questions.get(question).dot(line) >= right)
                            .count();
            first += rank == 1 ? 1 : 0;
            three += rank <= 3 ? 1 : 0;
            reciprocal += 1.0 / rank;
        }
        double n = asked.size();
        return Figure.of(
                "dialogue",
                "by meaning, among " + lines.size() + " lines",
                asked.size(),
                "first",
                first / n,
                "among three",
                three / n,
                "mean reciprocal rank",
                reciprocal / n);
    }

    private static List<Pair> pairs() throws IOException {
        try (InputStream in = DialogueAccuracy.class.getResourceAsStream("/dialogue.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .map(part -> new Pair(part[0], part[1]))
                    .toList();
        }
    }
}

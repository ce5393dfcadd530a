package io.zoetrope.models.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.domain.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Questions and the lines that answer them, {@code sentences/questions.tsv}, and how many an
 * encoder finds.
 */
final class SentenceQuestions {
    /**
     * @param kind p: another way to say it; q: a question; w: a few words
     */
    record Question(String kind, String asked, String line) {}

    /**
     * What one encoder reached.
     *
     * @param first share of the questions whose line is nearest of all lines
     * @param three share of those whose line is among the three nearest
     * @param margin mean of how much nearer the right line is than the nearest wrong one
     * @param right mean similarity with the right line
     * @param wrong mean similarity with all others
     */
    record Score(double first, double three, double margin, double right, double wrong) {}

    private SentenceQuestions() {}

    static List<Question> all() {
        try (InputStream in =
                SentenceQuestions.class.getResourceAsStream("/sentences/questions.tsv")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(part -> new Question(part[0], part[1], part[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param kind of the questions that are asked; among the lines of all kinds
     */
    static Score score(SentenceEncoder encoder, String kind) {
        List<Question> all = all();
        List<Vector> lines = encoder.passages(all.stream().map(Question::line).toList());
        List<Vector> asked = encoder.queries(all.stream().map(Question::asked).toList());
        int[] chosen =
                IntStream.range(0, all.size())
                        .filter(i -> all.get(i).kind().matches(kind))
                        .toArray();
        double[] sums = new double[5];
        for (int i : chosen) {
            double right = asked.get(i).dot(lines.get(i));
            double[] wrong =
                    IntStream.range(0, lines.size())
                            .filter(j -> j != i)
                            .mapToDouble(j -> asked.get(i).dot(lines.get(j)))
                            .sorted()
                            .toArray();
            sums[0] += right > wrong[wrong.length - 1] ? 1 : 0;
            sums[1] += right > wrong[wrong.length - 3] ? 1 : 0;
            sums[2] += right - wrong[wrong.length - 1];
            sums[3] += right;
            sums[4] +=
                    IntStream.range(0, wrong.length).mapToDouble(j -> wrong[j]).average().orElse(0);
        }
        int n = chosen.length;
        return new Score(sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n, sums[4] / n);
    }
}

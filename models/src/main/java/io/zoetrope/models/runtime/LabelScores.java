package io.zoetrope.models.runtime;

import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.ModelException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Reads the best classes out of a graph's {@code scores}. */
final class LabelScores {
    private LabelScores() {}

    static List<List<LabelScore>> read(
            GraphResult result, List<String> labels, int count, int best, String file) {
        float[] scores = result.floats("scores");
        if (scores.length != count * labels.size()) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "%s: expected %d scores for %d labels, got %d",
                            file,
                            count * labels.size(),
                            labels.size(),
                            scores.length));
        }
        List<List<LabelScore>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<LabelScore> row = new ArrayList<>();
            for (int c = 0; c < labels.size(); c++) {
                row.add(new LabelScore(labels.get(c), scores[i * labels.size() + c]));
            }
            row.sort(Comparator.comparingDouble(LabelScore::score).reversed());
            all.add(List.copyOf(row.subList(0, Math.min(best, row.size()))));
        }
        return all;
    }
}

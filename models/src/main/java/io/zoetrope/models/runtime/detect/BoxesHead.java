package io.zoetrope.models.runtime.detect;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.manifest.DetectorHead;
import io.zoetrope.models.runtime.onnx.GraphResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Boxes that the graph has already chosen. */
record BoxesHead(DetectorHead rule, FrameShape shape) implements Head {
    @Override
    public List<List<Candidate>> decode(GraphResult result, int count) {
        float[] boxes = result.floats("boxes");
        float[] scores = result.floats("scores");
        long[] classes = result.longs("classes");
        float[] looks = result.has("appearance") ? result.floats("appearance") : new float[0];
        int slots = scores.length / count;
        int look = looks.length / Math.max(1, scores.length);
        List<List<Candidate>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Candidate> found = new ArrayList<>();
            for (int s = i * slots; s < (i + 1) * slots; s++) {
                if (scores[s] >= rule.scoreThreshold()) {
                    float[] appearance = Arrays.copyOfRange(looks, s * look, (s + 1) * look);
                    found.add(candidate(boxes, s, scores[s], (int) classes[s], appearance));
                }
            }
            found.sort(Comparator.comparingDouble(Candidate::score).reversed());
            all.add(found.subList(0, Math.min(found.size(), rule.maxDetections())));
        }
        return all;
    }

    private Candidate candidate(float[] boxes, int slot, float score, int label, float[] look) {
        float x = rule.unitBoxes() ? shape.width() : 1;
        float y = rule.unitBoxes() ? shape.height() : 1;
        int at = slot * 4;
        return new Candidate(
                boxes[at] * x,
                boxes[at + 1] * y,
                boxes[at + 2] * x,
                boxes[at + 3] * y,
                score,
                label,
                look);
    }
}

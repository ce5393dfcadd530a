package io.zoetrope.models.runtime.detect;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.manifest.DetectorHead;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * YOLOX's raw head (Ge et al. 2021, arXiv:2107.08430): for each grid cell of each stride, row by
 * row, the offset of the centre in cells, the logarithm of the size in cells, objectness, and a
 * score for each class.
 */
record YoloxHead(DetectorHead rule, FrameShape shape) implements Head {
    private static final int BOX = 5;

    @Override
    public List<List<Candidate>> decode(GraphResult result, int count) {
        float[] raw = result.floats("raw");
        long[] dims = result.shape("raw");
        int cells = (int) dims[1];
        int width = (int) dims[2];
        if (cells != cells()) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "%s: expected %d rows for strides %s, the graph gave %d",
                            result.file(),
                            cells(),
                            rule.strides(),
                            cells));
        }
        List<List<Candidate>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Candidate> found = decodeOne(raw, i * cells * width, width);
            all.add(Suppression.apply(found, rule.nmsThreshold(), rule.maxDetections()));
        }
        return all;
    }

    private int cells() {
        return rule.strides().stream()
                .mapToInt(s -> (shape.width() / s) * (shape.height() / s))
                .sum();
    }

    private List<Candidate> decodeOne(float[] raw, int from, int width) {
        List<Candidate> found = new ArrayList<>();
        int at = from;
        for (int stride : rule.strides()) {
            for (int y = 0; y < shape.height() / stride; y++) {
                for (int x = 0; x < shape.width() / stride; x++) {
                    cell(raw, at, width, x, y, stride, found);
                    at += width;
                }
            }
        }
        return found;
    }

    private void cell(
            float[] raw, int at, int width, int x, int y, int stride, List<Candidate> found) {
        float objectness = raw[at + 4];
        if (objectness < rule.scoreThreshold()) {
            return;
        }
        int best = 0;
        for (int c = 1; c < width - BOX; c++) {
            best = raw[at + BOX + c] > raw[at + BOX + best] ? c : best;
        }
        float score = objectness * raw[at + BOX + best];
        if (score >= rule.scoreThreshold()) {
            float cx = (raw[at] + x) * stride;
            float cy = (raw[at + 1] + y) * stride;
            float w = (float) Math.exp(raw[at + 2]) * stride / 2;
            float h = (float) Math.exp(raw[at + 3]) * stride / 2;
            found.add(
                    new Candidate(
                            cx - w, cy - h, cx + w, cy + h, score, best, Candidate.NO_APPEARANCE));
        }
    }
}

package io.zoetrope.models.runtime.detect;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.manifest.DetectorHead;
import io.zoetrope.models.runtime.onnx.GraphResult;
import java.util.ArrayList;
import java.util.List;

/**
 * YuNet's outputs (Wu et al. 2023, Machine Intelligence Research 20): for each stride S a class
 * score, an objectness and a box for each cell; the score is their geometric mean.
 */
record YunetHead(DetectorHead rule, FrameShape shape) implements Head {
    @Override
    public List<List<Candidate>> decode(GraphResult result, int count) {
        List<List<Candidate>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new ArrayList<>());
        }
        for (int stride : rule.strides()) {
            float[] classes = result.floats("cls_" + stride);
            float[] objects = result.floats("obj_" + stride);
            float[] boxes = result.floats("bbox_" + stride);
            int columns = shape.width() / stride;
            int cells = columns * (shape.height() / stride);
            for (int at = 0; at < cells * count; at++) {
                float score = (float) Math.sqrt(unit(classes[at]) * unit(objects[at]));
                if (score >= rule.scoreThreshold()) {
                    int cell = at % cells;
                    all.get(at / cells)
                            .add(box(boxes, at, cell % columns, cell / columns, stride, score));
                }
            }
        }
        return all.stream()
                .map(found -> Suppression.apply(found, rule.nmsThreshold(), rule.maxDetections()))
                .toList();
    }

    private static float unit(float value) {
        return Math.min(1, Math.max(0, value));
    }

    private static Candidate box(float[] boxes, int at, int x, int y, int stride, float score) {
        float cx = (x + boxes[at * 4]) * stride;
        float cy = (y + boxes[at * 4 + 1]) * stride;
        float w = (float) Math.exp(boxes[at * 4 + 2]) * stride / 2;
        float h = (float) Math.exp(boxes[at * 4 + 3]) * stride / 2;
        return new Candidate(cx - w, cy - h, cx + w, cy + h, score, 0, Candidate.NO_APPEARANCE);
    }
}

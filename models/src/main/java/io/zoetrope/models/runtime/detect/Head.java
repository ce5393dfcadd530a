package io.zoetrope.models.runtime.detect;

import io.zoetrope.models.packages.manifest.DetectorHead;
import io.zoetrope.models.packages.manifest.ImageInput;
import io.zoetrope.models.runtime.onnx.GraphResult;
import java.util.List;

/** Turns a detector's outputs into boxes: one implementation for each form of outputs. */
interface Head {
    /**
     * @param count pictures of the batch
     * @return for each picture the boxes above the score threshold, best first
     */
    List<List<Candidate>> decode(GraphResult result, int count);

    static Head of(DetectorHead rule, ImageInput input) {
        return switch (rule.kind()) {
            case BOXES -> new BoxesHead(rule, input.shape());
            case YOLOX -> new YoloxHead(rule, input.shape());
            case YUNET -> new YunetHead(rule, input.shape());
        };
    }
}

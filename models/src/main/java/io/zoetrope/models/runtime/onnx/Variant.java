package io.zoetrope.models.runtime.onnx;

import java.util.Locale;

/** Precision of the weights. A graph that has no such file runs in fp32. */
public enum Variant {
    FP32,
    /** Fastest on CPU. */
    INT8,
    /** Fastest on GPU, slow on CPU. */
    FP16;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

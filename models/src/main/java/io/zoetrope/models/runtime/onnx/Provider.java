package io.zoetrope.models.runtime.onnx;

import java.util.Locale;

/** Where ONNX Runtime computes. */
public enum Provider {
    CPU,
    /** Needs the build with onnxruntime_gpu, CUDA 12 and cuDNN 9. */
    CUDA,
    /** As CUDA, with TensorRT installed; the first start compiles for minutes. */
    TENSORRT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.zoetrope.models.packages.manifest;

/** Element type of a graph's input or output, named as in {@code model.yaml}. */
public enum TensorType {
    BOOL,
    UINT8,
    INT8,
    INT16,
    INT32,
    INT64,
    FLOAT16,
    FLOAT32;

    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

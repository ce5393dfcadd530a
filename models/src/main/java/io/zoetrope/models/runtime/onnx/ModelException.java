package io.zoetrope.models.runtime.onnx;

/**
 * A graph cannot be loaded, is not what its manifest says, or failed. The message names its file.
 */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}

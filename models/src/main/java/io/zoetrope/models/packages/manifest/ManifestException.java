package io.zoetrope.models.packages.manifest;

/**
 * A {@code model.yaml} is not what the schema asks for, or what it describes is not there. The
 * message names the file, the key and the expectation.
 */
public final class ManifestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ManifestException(String message) {
        super(message);
    }

    public ManifestException(String message, Throwable cause) {
        super(message, cause);
    }
}

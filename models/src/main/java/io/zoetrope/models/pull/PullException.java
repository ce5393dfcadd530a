package io.zoetrope.models.pull;

/** A file could not be fetched, and trying again would not help now. One line for people. */
public class PullException extends Exception {
    private static final long serialVersionUID = 1L;

    public PullException(String message) {
        super(message);
    }

    public PullException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.zoetrope.models.pull;

/** A server answers that the file is elsewhere, and does not say where. */
final class NoAddressException extends PullException {
    private static final long serialVersionUID = 1L;

    NoAddressException(String message) {
        super(message);
    }
}

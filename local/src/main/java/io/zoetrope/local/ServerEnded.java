package io.zoetrope.local;

/** A server that everything depends on is gone; the message says which. */
final class ServerEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerEnded(String message) {
        super(message);
    }

    ServerEnded(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.zoetrope.operators.track.mot;

/** A file that cannot be used; the message says where, why and what to do. */
final class MotException extends Exception {
    private static final long serialVersionUID = 1L;

    MotException(String message) {
        super(message);
    }
}

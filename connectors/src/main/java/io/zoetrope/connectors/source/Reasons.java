package io.zoetrope.connectors.source;

/** The reasons that {@link io.zoetrope.domain.MediaSourceOpener} names. */
final class Reasons {
    static final String FORBIDDEN = "forbidden_uri";
    static final String NOT_FOUND = "not_found";
    static final String ACCESS_DENIED = "access_denied";
    static final String BAD_URI = "bad_uri";

    private Reasons() {}
}

package io.zoetrope.sources;

/** The reasons that {@link io.zoetrope.domain.MediaSourceOpener} names. */
public final class Reasons {
    public static final String FORBIDDEN = "forbidden_uri";
    public static final String NOT_FOUND = "not_found";
    public static final String ACCESS_DENIED = "access_denied";
    public static final String BAD_URI = "bad_uri";

    private Reasons() {}
}

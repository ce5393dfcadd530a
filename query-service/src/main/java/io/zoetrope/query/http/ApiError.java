package io.zoetrope.query.http;

/**
 * An answer other than success: becomes {@code {"error": {code, message, detail?, request_id}}}.
 * Its message is for the client, so it never holds anything about this machine.
 */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int RETRY_SECONDS = 5;

    private final int status;
    private final String code;
    private final String detail;
    private final int retryAfterSeconds;

    public ApiError(int status, String code, String message) {
        this(status, code, message, null);
    }

    /**
     * @param code short stable phrase in snake_case
     * @param detail what exactly was wrong, such as the field's name; null for nothing
     */
    public ApiError(int status, String code, String message, String detail) {
        this(status, code, message, detail, 0);
    }

    private ApiError(
            int status, String code, String message, String detail, int retryAfterSeconds) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static ApiError invalid(String message, String field) {
        return new ApiError(400, "invalid_request", message, field);
    }

    public static ApiError notFound(String what) {
        return new ApiError(404, "not_found", what + " was not found");
    }

    public static ApiError notAvailable(String message) {
        return new ApiError(501, "not_available", message);
    }

    /** What this answer needs does not answer now. */
    public static ApiError unavailable(String message) {
        return new ApiError(503, "unavailable", message, null, RETRY_SECONDS);
    }

    /** A video is known, and nothing of it can be found yet; the detail is its status. */
    public static ApiError notIndexed(String status) {
        return new ApiError(
                409, "not_indexed", "nothing of this video is indexed", status, RETRY_SECONDS);
    }

    /**
     * Of a stretch of a video not all is stored yet; the detail is how far it reaches.
     *
     * @param storedMs media time, in milliseconds
     */
    public static ApiError notStored(long storedMs) {
        return new ApiError(
                409,
                "not_stored",
                "this stretch of the video is not stored for playback yet, only what is before "
                        + storedMs
                        + " ms; try again",
                Long.toString(storedMs),
                RETRY_SECONDS);
    }

    /** There is more to do than is done at once. */
    public static ApiError busy() {
        return new ApiError(503, "busy", "too much is asked at once; try again", null, 1);
    }

    /** The same, of a field that stands below another. */
    public ApiError below(String field) {
        return new ApiError(status, code, field + ": " + getMessage(), field + "." + detail);
    }

    /**
     * @param seconds until it may be tried again
     */
    public static ApiError tooMany(String message, int seconds) {
        return new ApiError(429, "too_many_requests", message, null, seconds);
    }

    /** A tenant has as much at once as it may. */
    public static ApiError overShare(String code, String message) {
        return new ApiError(429, code, message, null, RETRY_SECONDS);
    }

    public static ApiError tooLarge(String message) {
        return new ApiError(413, "too_large", message);
    }

    public String code() {
        return code;
    }

    /** What exactly was wrong; null for nothing. */
    public String detail() {
        return detail;
    }

    public int status() {
        return status;
    }

    /** 0 if trying again is of no use. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    Body body(String requestId) {
        return new Body(new Error(code, getMessage(), detail, requestId));
    }

    /** What goes over the wire. */
    record Body(Error error) {}

    record Error(String code, String message, String detail, String requestId) {}
}

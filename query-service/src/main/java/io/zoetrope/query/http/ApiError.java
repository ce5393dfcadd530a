package io.zoetrope.query.http;

/**
 * An answer other than success: becomes {@code {"error": {code, message, detail?}}}. Its message is
 * for the client, so it never holds anything about this machine.
 */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String detail;

    public ApiError(int status, String code, String message) {
        this(status, code, message, null);
    }

    /**
     * @param code short stable phrase in snake_case
     * @param detail what exactly was wrong, such as the field's name; null for nothing
     */
    public ApiError(int status, String code, String message, String detail) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
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

    public static ApiError unavailable(String message) {
        return new ApiError(503, "unavailable", message);
    }

    public static ApiError tooLarge(String message) {
        return new ApiError(413, "too_large", message);
    }

    int status() {
        return status;
    }

    Body body() {
        return new Body(new Error(code, getMessage(), detail));
    }

    /** What goes over the wire. */
    record Body(Error error) {}

    record Error(String code, String message, String detail) {}
}

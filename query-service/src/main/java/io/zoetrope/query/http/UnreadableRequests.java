package io.zoetrope.query.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what the server refuses before any handler sees it, such as a path that cannot be decoded
 * or headers that are too large, as everything else is answered.
 */
final class UnreadableRequests extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            String message,
            Throwable cause,
            Callback callback) {
        ErrorResponses.write(request, response, callback, error(code));
    }

    /** While it stops, the server refuses requests that can be read. */
    static ApiError error(int code) {
        return switch (code) {
            case 500 -> ErrorResponses.error(new IllegalStateException("logged by the server"));
            case 503 -> ApiError.unavailable("the service is stopping; try again");
            default -> new ApiError(code, "unreadable_request", "this request cannot be read");
        };
    }
}

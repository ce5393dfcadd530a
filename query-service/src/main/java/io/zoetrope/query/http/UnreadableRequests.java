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
        ApiError error = new ApiError(code, "unreadable_request", "this request cannot be read");
        ErrorResponses.write(request, response, callback, error);
    }
}

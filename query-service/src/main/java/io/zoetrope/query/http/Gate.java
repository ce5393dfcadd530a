package io.zoetrope.query.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What is refused before anything else looks at a request, on every path. */
final class Gate extends Handler.Wrapper {
    /** Javalin obeys it: a POST would be a DELETE, past what looks at the method. */
    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

    private final AllowedHosts hosts;

    Gate(AllowedHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<ApiError> refusal = refusal(request);
        if (refusal.isPresent()) {
            ErrorResponses.write(request, response, callback, refusal.get());
            return true;
        }
        return super.handle(request, response, callback);
    }

    private Optional<ApiError> refusal(Request request) {
        String uri = request.getHttpURI().getAuthority();
        if (!hosts.allows(request.getHeaders().get(HttpHeader.HOST))
                || (uri != null && !hosts.allows(uri))) {
            return Optional.of(
                    new ApiError(
                            421,
                            "unknown_host",
                            "this service does not go by that name; allowed-hosts is a setting"));
        }
        if (request.getHeaders().contains(METHOD_OVERRIDE)) {
            return Optional.of(
                    new ApiError(
                            400,
                            "method_override",
                            "send the method itself: a header does not change it",
                            METHOD_OVERRIDE));
        }
        return Optional.empty();
    }
}

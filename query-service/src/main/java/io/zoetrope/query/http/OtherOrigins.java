package io.zoetrope.query.http;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/**
 * Cross-origin requests (the Fetch standard's CORS protocol) of pages that may call the API. They
 * send a key of their own; a cookie of this service's page never goes with them.
 */
final class OtherOrigins {
    private OtherOrigins() {}

    /**
     * @param origins exactly, such as {@code https://editors.example:8443}
     */
    static Handler.Singleton handler(List<String> origins) {
        CrossOriginHandler handler = new CrossOriginHandler();
        handler.setAllowedOriginPatterns(
                origins.stream().map(Pattern::quote).collect(Collectors.toSet()));
        handler.setAllowedMethods(Set.of("GET", "HEAD", "POST", "PUT", "DELETE"));
        handler.setAllowedHeaders(
                Set.of("Authorization", "X-Api-Key", "Content-Type", "Range", "If-None-Match"));
        handler.setExposedHeaders(
                Set.of("X-Request-Id", "Retry-After", "Location", "ETag", "Content-Range"));
        handler.setAllowCredentials(false);
        handler.setPreflightMaxAge(Duration.ofMinutes(10));
        return handler;
    }
}

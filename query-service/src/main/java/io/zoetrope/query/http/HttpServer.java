package io.zoetrope.query.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.zoetrope.query.metrics.QueryMetric;
import io.zoetrope.query.options.QueryServiceOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The web server around the routes: limits, headers, metrics and the page's files. */
public final class HttpServer {
    /** Attribute of a request: its tenant, as the door found it. Lanes share by it. */
    public static final String TENANT = Shares.TENANT;

    private static final String PAGE = "/io/zoetrope/query/page";
    private static final int STOP_TIMEOUT_MS = 5_000;
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    /** Whoever sends a body more slowly, after a while, is answered 408. */
    private static final int MIN_BYTES_A_SECOND = 4 * 1024;

    private static final Duration BODY_GRACE = Duration.ofSeconds(10);

    private static final Set<HandlerType> METHODS =
            Set.of(
                    HandlerType.GET,
                    HandlerType.HEAD,
                    HandlerType.POST,
                    HandlerType.PUT,
                    HandlerType.PATCH,
                    HandlerType.DELETE,
                    HandlerType.OPTIONS);

    /** Nothing from elsewhere, nothing inline: what a video says of itself is text, never code. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " media-src 'self' blob:%1$s; connect-src 'self'%1$s; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> HEADERS =
            Map.of("X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer");

    private HttpServer() {}

    /**
     * @param door what finds out who calls, in front of everything that reads a body
     * @param maxBodyBytes largest multipart body
     * @param incoming where large parts lie while they come in
     */
    public static Javalin create(
            QueryServiceOptions.Http options,
            List<Route> routes,
            Handler.Singleton door,
            long maxBodyBytes,
            Path incoming,
            MeterRegistry metrics) {
        return Javalin.create(
                config -> {
                    jetty(config, options, door);
                    // The door and the lanes go by paths as they are written in the routes.
                    config.router.ignoreTrailingSlashes = false;
                    bodies(config, maxBodyBytes, incoming);
                    config.startup.showJavalinBanner = false;
                    config.jsonMapper(new JavalinJackson(Json.MAPPER, false));
                    config.staticFiles.add(
                            files -> {
                                files.hostedPath = "/";
                                files.directory = PAGE;
                                files.location = Location.CLASSPATH;
                                files.headers = Map.of("Cache-Control", "no-cache");
                            });
                    String policy = policy(options);
                    config.routes.before(ctx -> secure(ctx, options, policy));
                    routes.forEach(
                            r -> config.routes.addHttpHandler(r.method(), r.path(), r.handler()));
                    ErrorResponses.register(config);
                    config.requestLogger.http((ctx, ms) -> record(metrics, ctx, ms));
                });
    }

    private static void jetty(
            JavalinConfig config, QueryServiceOptions.Http options, Handler.Singleton door) {
        config.jetty.host = options.host();
        config.jetty.port = options.port();
        config.jetty.modifyHttpConfiguration(
                http -> {
                    http.setSendServerVersion(false);
                    http.setRequestHeaderSize(MAX_HEADER_BYTES);
                });
        config.jetty.modifyServer(
                server -> {
                    server.setStopTimeout(STOP_TIMEOUT_MS);
                    server.setErrorHandler(new UnreadableRequests());
                    Lane.insertInto(server);
                    // A small body is waited for without a thread, and before a place in a lane.
                    server.insertHandler(
                            new EagerContentHandler(
                                    new RetainedContentLoaderFactory(
                                            Bodies.MAX_JSON_BYTES, 0, false)));
                    server.insertHandler(new SlowBodies(BODY_GRACE, MIN_BYTES_A_SECOND));
                    server.insertHandler(door);
                    if (!options.corsOrigins().isEmpty()) {
                        server.insertHandler(OtherOrigins.handler(options.corsOrigins()));
                    }
                    server.insertHandler(new Gate(AllowedHosts.of(options)));
                    server.insertHandler(new GracefulHandler());
                });
    }

    private static void bodies(JavalinConfig config, long maxBodyBytes, Path incoming) {
        config.http.maxRequestSize = Bodies.MAX_JSON_BYTES;
        config.http.prefer405over404 = true;
        config.jetty.multipartConfig.cacheDirectory(incoming.toString());
        config.jetty.multipartConfig.maxInMemoryFileSize(1, SizeUnit.MB);
        config.jetty.multipartConfig.maxFileSize(maxBodyBytes, SizeUnit.BYTES);
        config.jetty.multipartConfig.maxTotalRequestSize(
                maxBodyBytes + Bodies.MULTIPART_OVERHEAD_BYTES, SizeUnit.BYTES);
    }

    private static String policy(QueryServiceOptions.Http options) {
        String media = options.mediaOrigins().isEmpty() ? "" : " ";
        return POLICY.formatted(media + String.join(" ", options.mediaOrigins()));
    }

    private static void secure(Context ctx, QueryServiceOptions.Http options, String policy) {
        HEADERS.forEach(ctx::header);
        ctx.header("Content-Security-Policy", policy);
        RequestId.of(ctx);
        SameSite.check(ctx, options.corsOrigins());
    }

    private static void record(MeterRegistry metrics, Context ctx, float ms) {
        Timer.builder(QueryMetric.HTTP.metricName())
                .description(QueryMetric.HTTP.description())
                .tag("method", method(ctx.method()))
                .tag("route", ctx.endpoint() == null ? "none" : ctx.endpoint().path)
                .tag("status", String.valueOf(ctx.statusCode()))
                .publishPercentileHistogram()
                .register(metrics)
                .record((long) (ms * 1e6), TimeUnit.NANOSECONDS);
    }

    /** Clients choose methods; only those that are known become a label. */
    private static String method(HandlerType method) {
        return METHODS.contains(method) ? method.name().toLowerCase(Locale.ROOT) : "other";
    }
}

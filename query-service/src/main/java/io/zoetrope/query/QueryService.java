package io.zoetrope.query;

import io.javalin.Javalin;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.zoetrope.query.access.Admission;
import io.zoetrope.query.access.Callers;
import io.zoetrope.query.access.Door;
import io.zoetrope.query.access.Links;
import io.zoetrope.query.access.RateLimits;
import io.zoetrope.query.access.SessionApi;
import io.zoetrope.query.access.TrustedGateways;
import io.zoetrope.query.admin.DocsApi;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.embed.VectorCache;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.http.HttpServer;
import io.zoetrope.query.http.Route;
import io.zoetrope.query.media.HlsLibrary;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.query.protocols.Gateway;
import io.zoetrope.query.protocols.OtherProtocol;
import io.zoetrope.query.videos.UploadStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running query service: the HTTP API of {@link Routes} and the web page. Servers that it uses
 * may start after it, or go away and come back; {@code /readyz} tells.
 */
public final class QueryService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryService.class);

    private final QueryServiceOptions options;
    private final RunningParts parts = new RunningParts();
    private Javalin server;
    private OtherProtocol.Running grpc;

    private QueryService(QueryServiceOptions options) {
        this.options = options;
    }

    /**
     * Starts with the encoder that the options name.
     *
     * @throws IOException if the upload folder cannot be made
     * @throws IllegalArgumentException if callers need keys and there are none
     * @throws RuntimeException if the encoder cannot be loaded or the port is taken; the message
     *     says which
     */
    public static QueryService start(QueryServiceOptions options) throws IOException {
        return start(options, Encoders.open(options.encoding()));
    }

    /**
     * Starts with encoders that the caller made; the service closes them, also if it cannot start.
     *
     * @throws IOException if the upload folder cannot be made
     */
    public static QueryService start(QueryServiceOptions options, Encoders encoders)
            throws IOException {
        QueryService service = new QueryService(options);
        try {
            service.open(encoders);
        } catch (IOException | RuntimeException e) {
            service.close();
            throw e;
        }
        LOG.info("query service on {}, encoder {}", service.uri(), encoders.visual().model().id());
        return service;
    }

    /** Where it speaks gRPC, the true port if 0 was asked; empty if it does not. */
    public OptionalInt grpcPort() {
        return grpc == null ? OptionalInt.empty() : OptionalInt.of(grpc.port());
    }

    /** Where it listens; the true port if 0 was asked. */
    public URI uri() {
        return URI.create("http://" + options.http().host() + ":" + server.port());
    }

    private void open(Encoders opened) throws IOException {
        Callers callers = Callers.of(options.access(), Clock.systemUTC());
        Links links = new Links(options.tokens(), Clock.systemUTC());
        TrustedGateways gateways = new TrustedGateways(options.http().trustedGateways());
        RateLimits limits = new RateLimits(options.access().requestsPerSecond());
        parts.add(opened);
        PrometheusMeterRegistry metrics = metrics();
        opened.bindTo(metrics);
        Encoders encoders = opened.cached(new VectorCache(options.encoding().cache(), metrics));
        Optional<UploadStore> uploads = uploads();
        ServiceWiring wiring = new ServiceWiring(options, parts, metrics);
        List<Route> routes = wiring.routes(opened, encoders, uploads);
        routes.addAll(Routes.ofDocs(new DocsApi()));
        routes.addAll(Routes.ofPage(new HlsLibrary()));
        routes.addAll(Routes.ofSession(new SessionApi(links, gateways)));
        routes.replaceAll(Door::guarded);
        long maxBody = Math.max(options.media().maxUploadBytes(), Bodies.MAX_IMAGE_BYTES);
        server =
                HttpServer.create(
                        options.http(),
                        routes,
                        new Door(callers, links, limits, metrics),
                        maxBody,
                        incoming(uploads),
                        metrics);
        parts.add(server::stop);
        // Ended first: a stream that is still open would hold up the server's graceful stop.
        wiring.streams().forEach(parts::add);
        server.start();
        if (options.grpcPort().isPresent()) {
            Gateway gateway = wiring.gateway(new Admission(callers, links, limits));
            grpc = parts.add(grpc(options.grpcPort().getAsInt(), gateway, metrics));
        }
    }

    private OtherProtocol.Running grpc(int port, Gateway gateway, MeterRegistry metrics)
            throws IOException {
        return OtherProtocol.grpc().start(options.http().host(), port, gateway, metrics);
    }

    private Optional<UploadStore> uploads() throws IOException {
        Optional<Path> folder = options.media().uploadDir();
        return folder.isPresent()
                ? Optional.of(new UploadStore(folder.get(), options.media().uploadQuotaBytes()))
                : Optional.empty();
    }

    /** Where large parts of a body lie while they come in. */
    private static Path incoming(Optional<UploadStore> uploads) throws IOException {
        return uploads.isPresent()
                ? uploads.get().temporary()
                : Files.createTempDirectory("zoetrope-query");
    }

    private PrometheusMeterRegistry metrics() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        parts.add(registry::close);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        return registry;
    }

    /** Ends the event streams, lets running requests finish (5 s), then closes its clients. */
    @Override
    public void close() {
        parts.close();
    }
}

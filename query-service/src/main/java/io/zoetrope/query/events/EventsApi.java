package io.zoetrope.query.events;

import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.query.access.Tenants;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.metrics.QueryMetric;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code GET /v1/events}: server-sent events. {@code hello} once, then {@code video} with the
 * video's new state, of the caller's tenant only; a comment every ten seconds keeps the line open.
 */
public final class EventsApi implements AutoCloseable {
    private static final int MAX_CLIENTS = 200;

    private final StatusFeed feed;
    private final LocalSources sources;
    private final Tenants tenants;
    private final SseHandler handler = new SseHandler(this::connect);
    private final Set<Thread> writers = ConcurrentHashMap.newKeySet();

    public EventsApi(
            StatusFeed feed, LocalSources sources, Tenants tenants, MeterRegistry metrics) {
        this.feed = feed;
        this.sources = sources;
        this.tenants = tenants;
        Gauge.builder(QueryMetric.EVENT_CLIENTS.metricName(), writers, Set::size)
                .description(QueryMetric.EVENT_CLIENTS.description())
                .register(metrics);
    }

    public void get(Context ctx) throws Exception {
        String accepted = ctx.header("Accept");
        if (accepted == null || !accepted.contains("text/event-stream")) {
            throw new ApiError(406, "not_acceptable", "send Accept: text/event-stream");
        }
        if (writers.size() >= MAX_CLIENTS) {
            throw ApiError.unavailable("too many clients are listening");
        }
        tenants.of(ctx);
        ctx.disableCompression();
        handler.handle(ctx);
    }

    private void connect(SseClient client) {
        client.keepAlive();
        EventClient listener = new EventClient(client, tenants.of(client.ctx()), sources);
        Thread writer =
                new Thread(
                        () -> {
                            try {
                                listener.run();
                            } finally {
                                feed.unsubscribe(listener);
                                writers.remove(Thread.currentThread());
                            }
                        },
                        "events-client");
        writer.setDaemon(true);
        writers.add(writer);
        feed.subscribe(listener);
        writer.start();
    }

    @Override
    public void close() {
        writers.forEach(Thread::interrupt);
    }
}

package io.zoetrope.query.events;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.EventStream;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.metrics.QueryMetric;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * {@code GET /v1/events}: server-sent events. {@code hello} once, then {@code video} with the
 * video's new state, of the caller's tenant only; a comment every ten seconds keeps the line open.
 * After five minutes a stream ends, and the client connects again: whoever may not by then is out.
 */
public final class EventsApi implements AutoCloseable {
    private static final int HEARTBEAT_S = 10;
    private static final int MOST_WAITING_BYTES = 512 * 1024;

    private final StatusFeed feed;
    private final StreamPlaces places;
    private final LocalSources sources;
    private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(EventsApi::daemon);

    public EventsApi(
            StatusFeed feed, StreamPlaces places, LocalSources sources, MeterRegistry metrics) {
        this.feed = feed;
        this.places = places;
        this.sources = sources;
        Gauge.builder(QueryMetric.EVENT_CLIENTS.metricName(), clients, Set::size)
                .description(QueryMetric.EVENT_CLIENTS.description())
                .register(metrics);
        heart.scheduleWithFixedDelay(
                () -> clients.forEach(EventClient::look),
                HEARTBEAT_S,
                HEARTBEAT_S,
                TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "events-heartbeat");
        thread.setDaemon(true);
        return thread;
    }

    public void get(Context ctx) throws IOException {
        String accepted = ctx.header("Accept");
        if (accepted == null || !accepted.contains(EventStream.TYPE)) {
            throw new ApiError(406, "not_acceptable", "send Accept: " + EventStream.TYPE);
        }
        String tenant = Caller.of(ctx).tenant();
        places.take(tenant);
        EventStream stream;
        try {
            stream = EventStream.of(ctx, MOST_WAITING_BYTES);
        } catch (IOException | RuntimeException e) {
            places.leave(tenant);
            throw e;
        }
        stream.ended().whenComplete((done, failure) -> places.leave(tenant));
        EventClient client = new EventClient(stream, tenant, sources, MediaLinks.of(ctx));
        ctx.future(
                () -> {
                    listen(client);
                    return stream.ended();
                });
    }

    private void listen(EventClient client) {
        clients.add(client);
        feed.subscribe(client);
        client.stream()
                .ended()
                .whenComplete(
                        (done, failure) -> {
                            feed.unsubscribe(client);
                            clients.remove(client);
                        });
        client.begin();
        client.stream().start();
    }

    @Override
    public void close() {
        heart.shutdownNow();
        clients.forEach(client -> client.stream().cut());
    }
}

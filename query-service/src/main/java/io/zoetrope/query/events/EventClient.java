package io.zoetrope.query.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.sse.SseClient;
import io.zoetrope.domain.VideoFields;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.videos.VideoView;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One browser that listens. Events wait in a bounded queue; a client that falls behind is cut off,
 * and reads the list anew when it comes back.
 */
final class EventClient implements Consumer<JsonNode>, Runnable {
    private static final int QUEUE = 512;
    private static final long HEARTBEAT_MS = 10_000;

    private final SseClient client;
    private final String tenant;
    private final LocalSources sources;
    private final BlockingQueue<VideoView> waiting = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean behind;

    EventClient(SseClient client, String tenant, LocalSources sources) {
        this.client = client;
        this.tenant = tenant;
        this.sources = sources;
    }

    @Override
    public void accept(JsonNode status) {
        if (tenant.equals(status.path(VideoFields.TENANT).asText())) {
            behind |= !waiting.offer(VideoView.of(status, sources));
        }
    }

    /** Writes until the client leaves; a write to one that left ends it. */
    @Override
    public void run() {
        try {
            client.sendEvent("hello", "{}");
            while (!client.terminated() && !behind) {
                VideoView next = waiting.poll(HEARTBEAT_MS, TimeUnit.MILLISECONDS);
                if (next == null) {
                    client.sendComment("alive");
                } else {
                    client.sendEvent("video", next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
        }
    }
}

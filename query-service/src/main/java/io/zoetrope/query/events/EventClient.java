package io.zoetrope.query.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.VideoFields;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.videos.VideoView;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One browser that listens. Events wait in a bounded queue and are written when the connection
 * takes more, so no thread waits for a slow one; a client that falls behind is cut off, and reads
 * the list anew when it comes back. Thread-safe.
 */
final class EventClient implements Consumer<JsonNode>, WriteListener {
    private static final int MOST_WAITING = 512;
    private static final byte[] ALIVE = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

    private final ServletOutputStream out;
    private final String tenant;
    private final LocalSources sources;
    private final MediaLinks links;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private boolean takesMore;
    private boolean unsent;

    EventClient(ServletOutputStream out, String tenant, LocalSources sources, MediaLinks links) {
        this.out = out;
        this.tenant = tenant;
        this.sources = sources;
        this.links = links;
    }

    /** Completed when nothing more will be written. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    void begin() {
        send(event("hello", "{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void accept(JsonNode status) {
        if (tenant.equals(status.path(VideoFields.TENANT).asText())) {
            send(event("video", Json.bytes(VideoView.of(status, sources).linked(links))));
        }
    }

    /** Keeps the connection open, and finds out if it is not. */
    synchronized void alive() {
        if (waiting.isEmpty()) {
            send(ALIVE);
        }
    }

    synchronized void end() {
        ended.complete(null);
    }

    private synchronized void send(byte[] bytes) {
        if (ended.isDone()) {
            return;
        }
        if (waiting.size() == MOST_WAITING) {
            end();
            return;
        }
        waiting.add(bytes);
        write();
    }

    @Override
    public synchronized void onWritePossible() {
        takesMore = true;
        write();
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    /** If the connection takes no more, it says so by {@link #onWritePossible} later. */
    private void write() {
        try {
            while (takesMore && !ended.isDone() && (unsent || !waiting.isEmpty())) {
                if (!out.isReady()) {
                    takesMore = false;
                } else if (waiting.isEmpty()) {
                    out.flush();
                    unsent = false;
                } else {
                    out.write(waiting.poll());
                    unsent = true;
                }
            }
        } catch (IOException | IllegalStateException e) {
            end();
        }
    }

    private static byte[] event(String name, byte[] data) {
        byte[] head = ("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        byte[] event = new byte[head.length + data.length + 2];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(data, 0, event, head.length, data.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }
}

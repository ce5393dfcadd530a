package io.zoetrope.query.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * One client that listens to server-sent events. They wait in a bounded queue and are written when
 * the connection takes more, so no thread waits for a slow client; one that falls behind is cut
 * off. Thread-safe.
 */
public final class EventStream implements WriteListener {
    public static final String TYPE = "text/event-stream";
    private static final byte[] ALIVE = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

    private final ServletOutputStream out;
    private final int mostBytes;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean takesMore;
    private boolean unsent;
    private boolean last;

    /**
     * @param mostBytes that may wait for a client
     */
    public EventStream(ServletOutputStream out, int mostBytes) {
        this.out = out;
        this.mostBytes = mostBytes;
    }

    /** Says that events follow; nothing is sent before {@link #start}. */
    public static EventStream of(Context ctx, int mostBytes) throws IOException {
        ctx.disableCompression();
        ctx.contentType(TYPE + "; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no");
        return new EventStream(ctx.res().getOutputStream(), mostBytes);
    }

    /** Begins to write; the request is asynchronous by now. */
    public void start() {
        out.setWriteListener(this);
    }

    /** Completed when nothing more will be written, for whatever reason. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /**
     * @param name of the event
     * @param data written as JSON, in one line
     */
    public void send(String name, Object data) {
        send(event(name, Json.bytes(data)));
    }

    /** Keeps the connection open, and finds out if it is not. */
    public synchronized void alive() {
        if (waiting.isEmpty()) {
            send(ALIVE);
        }
    }

    /** Ends when the client has what was sent. */
    public synchronized void finish() {
        last = true;
        write();
    }

    /** Ends at once. */
    public void cut() {
        // Whoever waits for the end does its work outside the lock.
        ended.complete(null);
    }

    private synchronized void send(byte[] bytes) {
        if (ended.isDone() || last) {
            return;
        }
        if (waitingBytes + bytes.length > mostBytes) {
            cut();
            return;
        }
        waiting.add(bytes);
        waitingBytes += bytes.length;
        write();
    }

    @Override
    public synchronized void onWritePossible() {
        takesMore = true;
        write();
    }

    @Override
    public void onError(Throwable failure) {
        cut();
    }

    /** If the connection takes no more, it says so by {@link #onWritePossible} later. */
    private void write() {
        try {
            while (takesMore && !ended.isDone() && (unsent || last || !waiting.isEmpty())) {
                if (!out.isReady()) {
                    takesMore = false;
                } else if (!waiting.isEmpty()) {
                    byte[] next = waiting.poll();
                    waitingBytes -= next.length;
                    out.write(next);
                    unsent = true;
                } else if (unsent) {
                    out.flush();
                    unsent = false;
                } else {
                    cut();
                }
            }
        } catch (IOException | IllegalStateException e) {
            cut();
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

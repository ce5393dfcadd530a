package io.zoetrope.sources;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A response's body, read as it comes: a bounded number of buffers is fetched ahead, and a silence
 * that is too long is an error. The JDK's own input stream waits for ever.
 */
final class BodyStream implements BodySubscriber<BodyStream>, Closeable {
    /** Of at most 16 kB each. */
    private static final int BUFFERS_AHEAD = 32;

    private final long timeoutMs;
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private List<ByteBuffer> buffers = List.of();
    private int next;
    private Part last;

    BodyStream(long timeoutMs) {
        this.timeoutMs = timeoutMs;
    }

    /** Bytes, or the end with or without an error. */
    private record Part(List<ByteBuffer> buffers, Throwable error) {}

    /**
     * @return at least 1, or -1 at the end
     */
    int read(ByteBuffer into) throws IOException {
        ByteBuffer from = currentBuffer();
        if (from == null) {
            return -1;
        }
        int count = Math.min(from.remaining(), into.remaining());
        into.put(into.position(), from, from.position(), count);
        into.position(into.position() + count);
        from.position(from.position() + count);
        return count;
    }

    private ByteBuffer currentBuffer() throws IOException {
        for (; ; ) {
            while (next < buffers.size()) {
                if (buffers.get(next).hasRemaining()) {
                    return buffers.get(next);
                }
                next++;
            }
            if (!advance()) {
                return null;
            }
        }
    }

    private boolean advance() throws IOException {
        Part part = last != null ? last : await();
        if (part.buffers == null) {
            last = part;
            if (part.error != null) {
                throw new IOException("the answer broke off: " + part.error, part.error);
            }
            return false;
        }
        buffers = part.buffers;
        next = 0;
        subscription.thenAccept(s -> s.request(1));
        return true;
    }

    private Part await() throws IOException {
        try {
            Part part = parts.poll(timeoutMs, TimeUnit.MILLISECONDS);
            if (part == null) {
                throw new HttpTimeoutException("nothing came for " + timeoutMs + " ms");
            }
            return part;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    @Override
    public void close() {
        subscription.thenAccept(Subscription::cancel);
    }

    @Override
    public CompletionStage<BodyStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        newSubscription.request(BUFFERS_AHEAD);
        subscription.complete(newSubscription);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        parts.add(new Part(item, null));
    }

    @Override
    public void onError(Throwable error) {
        parts.add(new Part(null, error));
    }

    @Override
    public void onComplete() {
        parts.add(new Part(null, null));
    }
}

package io.zoetrope.query.http.content;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/**
 * Sends the first bytes of a stream as fast as the client takes them; while it does not, no thread
 * waits for it. Closes the stream.
 */
final class ContentWriter implements WriteListener {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final ServletOutputStream out;
    private final byte[] buffer;
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private long left;

    private ContentWriter(InputStream in, long length, ServletOutputStream out) {
        this.in = in;
        this.out = out;
        this.left = length;
        this.buffer = new byte[(int) Math.min(BUFFER, length)];
    }

    /**
     * @param out of a request that is asynchronous already
     * @return completed when all was handed to the connection, exceptionally if the client left or
     *     the stream ended too soon
     */
    static CompletableFuture<Void> send(InputStream in, long length, ServletOutputStream out) {
        ContentWriter writer = new ContentWriter(in, length, out);
        out.setWriteListener(writer);
        return writer.sent;
    }

    @Override
    public void onWritePossible() throws IOException {
        // The buffer is the connection's until it is ready again.
        while (!sent.isDone() && out.isReady()) {
            if (left == 0) {
                in.close();
                sent.complete(null);
                return;
            }
            int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (got < 0) {
                throw new IOException("the file became shorter while it was sent");
            }
            left -= got;
            out.write(buffer, 0, got);
        }
    }

    @Override
    public void onError(Throwable failure) {
        try {
            in.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        sent.completeExceptionally(failure);
    }
}

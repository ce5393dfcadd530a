package io.zoetrope.query.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * Ends bodies that come too slowly, so that nobody holds places by trickling. Each may take a while
 * that is not counted. (Jetty's own least rate has no such while: if the thread that reads 70 bytes
 * is held up for 20 ms, they are refused.) Of who sends nothing at all the connection's idle
 * time-out takes care.
 */
final class SlowBodies extends Handler.Wrapper {
    private final long graceMs;
    private final long bytesPerSecond;

    /**
     * @param grace what each body may take however small it is
     * @param bytesPerSecond that must have come for each second beyond it
     */
    SlowBodies(Duration grace, long bytesPerSecond) {
        this.graceMs = grace.toMillis();
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Watched(request), response, callback);
    }

    boolean isSlow(long bytes, long elapsedMs) {
        return bytes < (elapsedMs - graceMs) * bytesPerSecond / 1000;
    }

    private final class Watched extends Request.Wrapper {
        private final long begin = NanoTime.now();
        private long bytes;

        Watched(Request wrapped) {
            super(wrapped);
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (Content.Chunk.isFailure(chunk)) {
                return chunk;
            }
            bytes += chunk == null ? 0 : chunk.remaining();
            boolean whole = chunk != null && chunk.isLast();
            if (whole || !isSlow(bytes, NanoTime.millisSince(begin))) {
                return chunk;
            }
            if (chunk != null) {
                chunk.release();
            }
            var slow =
                    new HttpException.RuntimeException(
                            HttpStatus.REQUEST_TIMEOUT_408, "the body came too slowly");
            fail(slow);
            return Content.Chunk.from(slow);
        }
    }
}

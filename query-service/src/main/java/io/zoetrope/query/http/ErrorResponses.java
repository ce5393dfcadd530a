package io.zoetrope.query.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every failure into the API's error body. What is unexpected is logged here, once. */
final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    private static final long MOST_DISCARDED_BYTES = 64L << 20;
    private static final Duration MOST_DISCARDING = Duration.ofSeconds(5);

    private ErrorResponses() {}

    static void register(JavalinConfig config) {
        config.routes.exception(ApiError.class, (e, ctx) -> answer(ctx, e));
        config.routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, known(e)));
        config.routes.exception(ServletException.class, (e, ctx) -> answer(ctx, multipart(e)));
        config.routes.exception(EofException.class, (e, ctx) -> LOG.debug("client left", e));
        config.routes.exception(IOException.class, ErrorResponses::unreachable);
        config.routes.exception(Exception.class, ErrorResponses::unexpected);
    }

    private static void answer(Context ctx, ApiError error) {
        if (hasBody(ctx)) {
            // What may be left of the body is not read, so the connection cannot be used again.
            ctx.header("Connection", "close");
            discard(ctx);
        }
        ctx.status(error.status()).json(error.body());
    }

    /**
     * Reads on for a while: a client that is still sending when the connection closes sees a reset
     * and not the answer.
     */
    private static void discard(Context ctx) {
        byte[] some = new byte[1 << 16];
        long deadline = System.nanoTime() + MOST_DISCARDING.toNanos();
        long left = MOST_DISCARDED_BYTES;
        try {
            InputStream body = ctx.req().getInputStream();
            while (left > 0 && System.nanoTime() < deadline) {
                int got = body.read(some);
                if (got < 0) {
                    return;
                }
                left -= got;
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the rest of a refused body could not be read", e);
        }
    }

    private static boolean hasBody(Context ctx) {
        return ctx.req().getContentLengthLong() > 0 || ctx.header("Transfer-Encoding") != null;
    }

    private static void unreachable(IOException e, Context ctx) {
        LOG.warn("{} {} failed", ctx.method(), ctx.path(), e);
        answer(ctx, ApiError.unavailable("the index does not answer; try again"));
    }

    private static void unexpected(Exception e, Context ctx) {
        if (tooLarge(e)) {
            answer(ctx, ApiError.tooLarge("the body is too large"));
            return;
        }
        LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
        answer(ctx, new ApiError(500, "internal", "something went wrong; it has been logged"));
    }

    private static ApiError known(HttpResponseException e) {
        return switch (e.getStatus()) {
            case 404 -> ApiError.notFound("this path");
            case 405 ->
                    new ApiError(
                            405,
                            "method_not_allowed",
                            "this path takes other methods",
                            e.getDetails().get("availableMethods"));
            case 413 -> ApiError.tooLarge("the body is too large");
            default ->
                    new ApiError(
                            e.getStatus(),
                            "http_" + e.getStatus(),
                            String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
        };
    }

    /** Jetty reports a multipart body over its limits as a ServletException around its own kind. */
    private static ApiError multipart(ServletException e) {
        return tooLarge(e)
                ? ApiError.tooLarge("the multipart body is too large")
                : new ApiError(400, "invalid_multipart", "the multipart body cannot be read");
    }

    private static boolean tooLarge(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            boolean limit = cause instanceof HttpException http && http.getCode() == 413;
            if (limit || String.valueOf(cause.getMessage()).contains("exceed")) {
                return true;
            }
        }
        return false;
    }
}

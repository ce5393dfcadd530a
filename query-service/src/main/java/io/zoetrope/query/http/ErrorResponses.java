package io.zoetrope.query.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every failure into the API's error body. What is unexpected is logged here, once. */
public final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);
    private static final long MOST_DISCARDED_BYTES = 64L << 20;
    private static final Duration MOST_DISCARDING = Duration.ofSeconds(5);
    private static final String RETRY_AFTER = "Retry-After";
    private static final int UNAUTHORIZED = 401;
    private static final String CHALLENGE = "Bearer realm=\"zoetrope\"";

    /**
     * What multipart parsing throws for a part or a form over its limits has no type of its own.
     */
    private static final List<String> OVER_LIMIT = List.of("max ", "Form ");

    private static final List<String> DISK_FULL =
            List.of("No space left on device", "Disk quota exceeded");

    private ErrorResponses() {}

    static void register(JavalinConfig config) {
        config.routes.exception(ApiError.class, (e, ctx) -> answer(ctx, e));
        config.routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, known(e)));
        config.routes.exception(ServletException.class, (e, ctx) -> answer(ctx, multipart(e)));
        config.routes.exception(EofException.class, (e, ctx) -> LOG.debug("client left", e));
        config.routes.exception(Exception.class, ErrorResponses::unexpected);
    }

    /** An error before any route was looked for. */
    public static void write(
            Request request, Response response, Callback callback, ApiError error) {
        String id = RequestId.make();
        response.setStatus(error.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(RequestId.HEADER, id);
        if (error.retryAfterSeconds() > 0) {
            response.getHeaders().put(RETRY_AFTER, error.retryAfterSeconds());
        }
        if (error.status() == UNAUTHORIZED) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (request.getLength() != 0 || request.getHeaders().contains("Transfer-Encoding")) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.write(true, ByteBuffer.wrap(Json.bytes(error.body(id))), callback);
    }

    private static void answer(Context ctx, ApiError error) {
        if (ctx.res().isCommitted()) {
            // The client has seen another status: all that can be told is that this is not whole.
            cut(ctx);
            return;
        }
        if (hasBody(ctx)) {
            // What may be left of the body is not read, so the connection cannot be used again.
            ctx.header("Connection", "close");
            discard(ctx);
        }
        if (error.retryAfterSeconds() > 0) {
            ctx.header(RETRY_AFTER, Integer.toString(error.retryAfterSeconds()));
        }
        if (error.status() == UNAUTHORIZED) {
            ctx.header("WWW-Authenticate", CHALLENGE);
        }
        ctx.status(error.status()).json(error.body(RequestId.of(ctx)));
    }

    private static void cut(Context ctx) {
        ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
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

    private static void unexpected(Exception e, Context ctx) {
        ApiError error = error(e);
        if (error.status() == 500) {
            LOG.error("{} {} {} failed", RequestId.of(ctx), ctx.method(), ctx.path(), e);
        } else if (error.status() > 500) {
            LOG.warn("{} {} {} failed", RequestId.of(ctx), ctx.method(), ctx.path(), e);
        }
        answer(ctx, error);
    }

    /** What a failure that no route answers for is told as. */
    public static ApiError error(Exception e) {
        if (httpStatus(e) == 413) {
            return ApiError.tooLarge("the body is too large");
        }
        if (httpStatus(e) == 408) {
            return new ApiError(408, "too_slow", "the body came too slowly");
        }
        if (e instanceof Unavailable) {
            return ApiError.unavailable(e.getMessage());
        }
        if (e instanceof FileSystemException || isDiskFull(e)) {
            return new ApiError(
                    507, "insufficient_storage", "the service cannot store anything at the moment");
        }
        return new ApiError(500, "internal", "something went wrong; it has been logged");
    }

    private static int httpStatus(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return http.getCode();
            }
        }
        return 0;
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
    static ApiError multipart(ServletException e) {
        if (httpStatus(e) == 408 || isDiskFull(e)) {
            return error(e);
        }
        return httpStatus(e) == 413 || isOverLimit(e)
                ? ApiError.tooLarge("the multipart body is too large or has too many parts")
                : new ApiError(400, "invalid_multipart", "the multipart body cannot be read");
    }

    /** A write on a full disk throws no type of its own. */
    private static boolean isDiskFull(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && DISK_FULL.contains(message(cause))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOverLimit(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalStateException
                    && OVER_LIMIT.stream().anyMatch(message(cause)::startsWith)) {
                return true;
            }
        }
        return false;
    }

    private static String message(Throwable e) {
        return String.valueOf(e.getMessage());
    }
}

package io.zoetrope.query.http.content;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.zoetrope.query.http.ApiError;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Answers with content or a range of it: 200, 206, 304 and 416, for GET and HEAD, with
 * If-None-Match and If-Range.
 */
public final class FileResponse {

    private FileResponse() {}

    /** As {@link #send(Context, Content, String, String)}; the client asks each time. */
    public static void send(Context ctx, Content content, String type) throws IOException {
        send(ctx, content, type, "private, no-cache");
    }

    /**
     * @param caching the Cache-Control header
     */
    public static void send(Context ctx, Content content, String type, String caching)
            throws IOException {
        long size = content.size();
        String etag = content.etag();
        ctx.disableCompression();
        ctx.header("Accept-Ranges", "bytes").header("ETag", etag).header("Cache-Control", caching);
        if (EntityTags.matches(ctx, etag)) {
            ctx.status(304);
            return;
        }
        ctx.contentType(type);
        try {
            Optional<ByteRange> range = range(ctx, etag, size);
            if (range.isPresent()) {
                ByteRange part = range.get();
                ctx.status(206)
                        .header(
                                "Content-Range",
                                "bytes " + part.from() + "-" + part.to() + "/" + size);
            }
            write(ctx, content, range.orElse(new ByteRange(0, size - 1)));
        } catch (ByteRange.Unsatisfiable e) {
            ctx.header("Content-Range", "bytes */" + size);
            throw new ApiError(416, "range_not_satisfiable", "the file has " + size + " bytes");
        }
    }

    /** A range of an older version is no use: If-Range then asks for the whole. */
    private static Optional<ByteRange> range(Context ctx, String etag, long size)
            throws ByteRange.Unsatisfiable {
        String ifRange = ctx.header("If-Range");
        if (ctx.method() == HandlerType.HEAD) {
            // Ranges are defined for GET alone.
            return Optional.empty();
        }
        return ifRange == null || ifRange.equals(etag)
                ? ByteRange.parse(ctx.header("Range"), size)
                : Optional.empty();
    }

    private static void write(Context ctx, Content content, ByteRange part) throws IOException {
        ctx.res().setContentLengthLong(part.length());
        if (ctx.method() == HandlerType.HEAD) {
            ctx.res().flushBuffer();
            return;
        }
        ctx.future(
                () -> {
                    try {
                        return ContentWriter.send(
                                content.open(part.from()),
                                part.length(),
                                ctx.res().getOutputStream());
                    } catch (IOException e) {
                        return CompletableFuture.failedFuture(e);
                    }
                });
    }
}

package io.zoetrope.query.http.content;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.zoetrope.query.http.ApiError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with content or a range of it: 200, 206, 304 and 416, for GET and HEAD, with
 * If-None-Match and If-Range.
 */
public final class FileResponse {
    private static final Logger LOG = LoggerFactory.getLogger(FileResponse.class);

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
        if (EntityTags.matches(ctx, etag)) {
            describe(ctx, etag, caching);
            ctx.status(304);
            return;
        }
        Optional<ByteRange> range;
        try {
            range = range(ctx, etag, size);
        } catch (ByteRange.Unsatisfiable e) {
            describe(ctx, etag, caching);
            ctx.header("Content-Range", "bytes */" + size);
            throw new ApiError(416, "range_not_satisfiable", "the file has " + size + " bytes");
        }
        ByteRange part = range.orElse(new ByteRange(0, size - 1));
        // Before anything is said of it: what cannot be read is not there, and no cache keeps it.
        Optional<InputStream> in = opened(content, part.from(), isHead(ctx));
        describe(ctx, etag, caching);
        ctx.contentType(type);
        if (range.isPresent()) {
            String of = "bytes " + part.from() + "-" + part.to() + "/" + size;
            ctx.status(206).header("Content-Range", of);
        }
        ctx.res().setContentLengthLong(part.length());
        if (in.isPresent()) {
            ctx.future(() -> write(ctx, in.get(), part.length()));
        } else {
            ctx.res().flushBuffer();
        }
    }

    private static boolean isHead(Context ctx) {
        return ctx.method() == HandlerType.HEAD;
    }

    private static void describe(Context ctx, String etag, String caching) {
        ctx.header("Accept-Ranges", "bytes").header("ETag", etag).header("Cache-Control", caching);
    }

    /**
     * Nothing if only its head is asked for.
     *
     * @throws ApiError 404 if it went since its size was asked, or may not be read
     */
    static Optional<InputStream> opened(Content content, long from, boolean head)
            throws IOException {
        if (!head) {
            return Optional.of(open(content, from));
        }
        if (!content.isReadable()) {
            throw ApiError.notFound("this file");
        }
        return Optional.empty();
    }

    private static InputStream open(Content content, long from) throws IOException {
        try {
            return content.open(from);
        } catch (NoSuchFileException | AccessDeniedException e) {
            LOG.warn("what was found cannot be read", e);
            throw ApiError.notFound("this file");
        }
    }

    /** A range of an older version is no use: If-Range then asks for the whole. */
    private static Optional<ByteRange> range(Context ctx, String etag, long size)
            throws ByteRange.Unsatisfiable {
        String ifRange = ctx.header("If-Range");
        if (isHead(ctx)) {
            // Ranges are defined for GET alone.
            return Optional.empty();
        }
        return ifRange == null || ifRange.equals(etag)
                ? ByteRange.parse(ctx.header("Range"), size)
                : Optional.empty();
    }

    private static CompletableFuture<Void> write(Context ctx, InputStream in, long length) {
        try {
            return ContentWriter.send(in, length, ctx.res().getOutputStream());
        } catch (IOException e) {
            try {
                in.close();
            } catch (IOException unclosed) {
                e.addSuppressed(unclosed);
            }
            return CompletableFuture.failedFuture(e);
        }
    }
}

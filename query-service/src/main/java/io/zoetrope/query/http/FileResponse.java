package io.zoetrope.query.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Answers with content or a range of it: 200, 206, 304 and 416, for GET and HEAD, with
 * If-None-Match and If-Range.
 */
public final class FileResponse {
    private static final int BUFFER = 64 * 1024;

    private FileResponse() {}

    public static void send(Context ctx, Content content, String type) throws IOException {
        long size = content.size();
        String etag = content.etag();
        ctx.disableCompression();
        ctx.header("Accept-Ranges", "bytes")
                .header("ETag", etag)
                .header("Cache-Control", "private, no-cache");
        if (matches(ctx.header("If-None-Match"), etag)) {
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
        return ifRange == null || ifRange.equals(etag)
                ? ByteRange.parse(ctx.header("Range"), size)
                : Optional.empty();
    }

    private static boolean matches(String header, String etag) {
        if (header == null) {
            return false;
        }
        for (String candidate : header.split(",")) {
            String tag = candidate.strip();
            if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    private static void write(Context ctx, Content content, ByteRange part) throws IOException {
        ctx.res().setContentLengthLong(part.length());
        if (ctx.method() == HandlerType.HEAD) {
            ctx.res().flushBuffer();
            return;
        }
        OutputStream out = ctx.res().getOutputStream();
        byte[] buffer = new byte[BUFFER];
        long left = part.length();
        try (InputStream in = content.open(part.from())) {
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(BUFFER, left));
                if (read < 0) {
                    throw new IOException("the file became shorter while it was sent");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}

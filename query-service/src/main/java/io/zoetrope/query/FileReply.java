package io.zoetrope.query;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Answers with a file or a range of it: 200, 206, 304 and 416, for GET and HEAD, with If-None-Match
 * and If-Range.
 */
final class FileReply {
    private static final int BUFFER = 64 * 1024;

    private FileReply() {}

    static void send(Context ctx, Path file, String type) throws IOException {
        long size = Files.size(file);
        String etag = etag(file, size);
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
            write(ctx, file, range.orElse(new ByteRange(0, size - 1)));
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

    private static void write(Context ctx, Path file, ByteRange part) throws IOException {
        ctx.res().setContentLengthLong(part.length());
        if (ctx.method() == HandlerType.HEAD) {
            ctx.res().flushBuffer();
            return;
        }
        OutputStream out = ctx.res().getOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long left = part.length();
        try (SeekableByteChannel in = Files.newByteChannel(file).position(part.from())) {
            while (left > 0) {
                buffer.clear().limit((int) Math.min(BUFFER, left));
                int read = in.read(buffer);
                if (read < 0) {
                    throw new IOException("the file became shorter while it was sent");
                }
                out.write(buffer.array(), 0, read);
                left -= read;
            }
        }
    }

    private static String etag(Path file, long size) throws IOException {
        long modified = Files.getLastModifiedTime(file).toMillis();
        return '"' + Long.toHexString(size) + "-" + Long.toHexString(modified) + '"';
    }
}

package io.zoetrope.query.http;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What may come in a request's body, and how much of it. */
public final class Bodies {
    static final int MAX_JSON_BYTES = 512 * 1024;
    public static final long MAX_IMAGE_BYTES = 20L << 20;

    /** Boundaries and form fields around a file. */
    static final long MULTIPART_OVERHEAD_BYTES = 1L << 20;

    /** Of one part that is no file; a filter with all that it may hold fits. */
    private static final long MAX_FIELD_BYTES = 256 * 1024;

    private static final int MAX_PARTS = 64;
    private static final String READ = Bodies.class.getName() + ".read";

    private Bodies() {}

    /**
     * The body read as JSON.
     *
     * @throws ApiError 400, 413 or 415
     */
    public static <T> T json(Context ctx, Class<T> type) {
        return json(ctx, type, MAX_JSON_BYTES);
    }

    /**
     * As {@link #json(Context, Class)}, of another size, which may be more than the server takes
     * elsewhere.
     *
     * @throws ApiError 400, 413 or 415
     */
    public static <T> T json(Context ctx, Class<T> type, int maxBytes) {
        if (!is(ctx, "application/json")) {
            throw new ApiError(
                    415,
                    "unsupported_media_type",
                    "send application/json or multipart/form-data",
                    ctx.header("Content-Type"));
        }
        requireFits(ctx.req().getContentLengthLong(), maxBytes);
        return Json.read(body(ctx, maxBytes), type);
    }

    private static void requireFits(long bytes, int maxBytes) {
        if (bytes > maxBytes) {
            throw ApiError.tooLarge("a JSON body has at most " + maxBytes + " bytes");
        }
    }

    /** JSON is UTF-8, whatever else a client says of it. */
    private static String body(Context ctx, int maxBytes) {
        String type = ctx.header("Content-Type").toLowerCase(Locale.ROOT).replace("\"", "");
        int charset = type.indexOf("charset=");
        if (charset >= 0 && !type.startsWith("utf-8", charset + "charset=".length())) {
            throw new ApiError(415, "unsupported_charset", "JSON is sent as UTF-8", "Content-Type");
        }
        return new String(bytes(ctx, maxBytes), StandardCharsets.UTF_8);
    }

    /** Who reads it twice has the same. */
    private static byte[] bytes(Context ctx, int maxBytes) {
        byte[] known = ctx.attribute(READ);
        if (known == null) {
            known = read(ctx, maxBytes);
            ctx.attribute(READ, known);
        }
        return known;
    }

    private static byte[] read(Context ctx, int maxBytes) {
        int announced = (int) ctx.req().getContentLengthLong();
        if (announced < 0 && maxBytes <= MAX_JSON_BYTES) {
            return ctx.bodyAsBytes();
        }
        // The stream has no bound but this one: what is sent in chunks announces no length. What
        // does needs no buffer of 32 kB for a question of a hundred bytes.
        int most = announced < 0 ? maxBytes + 1 : announced;
        try {
            byte[] bytes = ctx.req().getInputStream().readNBytes(most);
            requireFits(bytes.length, maxBytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static boolean isMultipart(Context ctx) {
        return is(ctx, "multipart/form-data");
    }

    /**
     * Refuses a body by its announced length, before it is read.
     *
     * @throws ApiError 411 or 413
     */
    public static void limitMultipart(Context ctx, long maxFileBytes) {
        long length = ctx.req().getContentLengthLong();
        if (length < 0) {
            throw new ApiError(411, "length_required", "multipart bodies need a Content-Length");
        }
        if (length > maxFileBytes + MULTIPART_OVERHEAD_BYTES) {
            throw ApiError.tooLarge("a file here has at most " + maxFileBytes + " bytes");
        }
        try {
            limitParts(ctx);
        } catch (IOException | ServletException | IllegalStateException e) {
            throw ErrorResponses.multipart(new ServletException(e));
        }
    }

    /** Files lie on the disk; what is no file will be read whole, so it has to be small. */
    private static void limitParts(Context ctx) throws IOException, ServletException {
        // Makes Javalin tell the server where files may lie.
        ctx.uploadedFileMap();
        Collection<Part> parts = ctx.req().getParts();
        if (parts.size() > MAX_PARTS) {
            throw ApiError.tooLarge("a form has at most " + MAX_PARTS + " parts");
        }
        for (Part part : parts) {
            if (part.getSubmittedFileName() == null && part.getSize() > MAX_FIELD_BYTES) {
                throw ApiError.tooLarge(
                        "a field of a form has at most " + MAX_FIELD_BYTES + " bytes");
            }
        }
    }

    /**
     * The files of a part that may come several times, in order.
     *
     * @throws ApiError 400 if there is none, more than {@code most}, or another file part
     */
    public static List<UploadedFile> files(Context ctx, String part, int most) {
        Map<String, List<UploadedFile>> files = ctx.uploadedFileMap();
        for (String name : files.keySet()) {
            if (!name.equals(part)) {
                throw ApiError.invalid("unknown file part " + name, name);
            }
        }
        List<UploadedFile> all = files.getOrDefault(part, List.of());
        if (all.isEmpty()) {
            throw ApiError.invalid("part '" + part + "' is missing", part);
        }
        if (all.size() > most) {
            throw ApiError.invalid("at most " + most + " files", part);
        }
        return all;
    }

    /**
     * The one file of a part.
     *
     * @throws ApiError 400 if the part comes more than once or another file part is there
     */
    public static Optional<UploadedFile> file(Context ctx, String part) {
        Map<String, List<UploadedFile>> files = ctx.uploadedFileMap();
        for (Map.Entry<String, List<UploadedFile>> entry : files.entrySet()) {
            if (!entry.getKey().equals(part)) {
                throw ApiError.invalid("unknown file part " + entry.getKey(), entry.getKey());
            }
            if (entry.getValue().size() > 1) {
                throw ApiError.invalid("part " + part + " comes more than once", part);
            }
        }
        return Optional.ofNullable(files.get(part)).map(list -> list.get(0));
    }

    /**
     * The files of a form by their parts.
     *
     * @throws ApiError 400 if a part comes more than once, or there are more than {@code most}
     */
    public static Map<String, UploadedFile> files(Context ctx, int most) {
        Map<String, UploadedFile> files = new LinkedHashMap<>();
        ctx.uploadedFileMap()
                .forEach(
                        (part, all) -> {
                            if (all.size() > 1) {
                                throw ApiError.invalid(
                                        "part " + part + " comes more than once", part);
                            }
                            files.put(part, all.get(0));
                        });
        if (files.size() > most) {
            throw ApiError.invalid("at most " + most + " files", null);
        }
        return files;
    }

    /**
     * @throws ApiError 400 naming the first form field that is not among {@code known}
     */
    public static void onlyFields(Context ctx, Set<String> known) {
        ctx.formParamMap()
                .forEach(
                        (field, values) -> {
                            // Files are listed too, without a value: file() looks after them.
                            if (!values.isEmpty() && !known.contains(field)) {
                                throw ApiError.invalid("unknown field " + field, field);
                            }
                        });
    }

    private static boolean is(Context ctx, String type) {
        // The servlet's own getter looks the charset up, which may not exist.
        String sent = ctx.header("Content-Type");
        return sent != null && sent.split(";")[0].strip().toLowerCase(Locale.ROOT).equals(type);
    }
}

package io.zoetrope.query.http.content;

import io.javalin.http.Context;
import java.util.Arrays;

/** Whether a client has what it asks for already (RFC 9110, section 13). */
public final class EntityTags {
    private EntityTags() {}

    /**
     * Whether {@code If-None-Match} names it, strong or weak.
     *
     * @param etag with its quotes
     */
    static boolean matches(Context ctx, String etag) {
        String header = ctx.header("If-None-Match");
        String strong = etag.startsWith("W/") ? etag.substring(2) : etag;
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(
                                tag ->
                                        tag.equals("*")
                                                || tag.equals(strong)
                                                || tag.equals("W/" + strong));
    }

    /**
     * Answers with text that is the same for everybody until the service is another: 304 if the
     * client has it, else 200, compressed if it may be, so the tag is a weak one.
     */
    public static void answer(Context ctx, String contentType, byte[] content) {
        String etag = "W/" + new BytesContent(content).etag();
        ctx.header("ETag", etag).header("Cache-Control", "no-cache");
        if (matches(ctx, etag)) {
            ctx.status(304);
        } else {
            ctx.contentType(contentType).result(content);
        }
    }
}

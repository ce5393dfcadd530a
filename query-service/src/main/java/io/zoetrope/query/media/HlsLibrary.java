package io.zoetrope.query.media;

import io.javalin.http.Context;
import io.zoetrope.query.http.content.EntityTags;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code /vendor/hls.min.js}: hls.js, with which the page plays; it comes as a webjar. */
public final class HlsLibrary {
    private static final String FILE = "/META-INF/resources/webjars/hls.js/1.4.12/dist/hls.min.js";

    private final byte[] script = read();

    public void get(Context ctx) {
        EntityTags.answer(ctx, "text/javascript; charset=utf-8", script);
    }

    private static byte[] read() {
        try (InputStream in = HlsLibrary.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

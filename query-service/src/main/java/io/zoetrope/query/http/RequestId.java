package io.zoetrope.query.http;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What an answer is called, so that an error that a client tells of can be found in the log. */
public final class RequestId {
    static final String HEADER = "X-Request-Id";

    private RequestId() {}

    public static String make() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** The id that the answer carries; made at the first call. */
    static String of(Context ctx) {
        String id = ctx.res().getHeader(HEADER);
        if (id == null) {
            id = make();
            ctx.header(HEADER, id);
        }
        return id;
    }
}

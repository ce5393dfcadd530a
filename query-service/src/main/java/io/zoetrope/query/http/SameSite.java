package io.zoetrope.query.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Keeps pages of other sites from changing anything through a visitor's browser: browsers say where
 * a request comes from (Fetch Metadata, Origin), other clients say nothing and pass.
 */
final class SameSite {
    private static final Set<HandlerType> READS =
            Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private SameSite() {}

    /**
     * @param corsOrigins whose pages may
     * @throws ApiError 403
     */
    static void check(Context ctx, List<String> corsOrigins) {
        if (READS.contains(ctx.method()) || corsOrigins.contains(ctx.header("Origin"))) {
            return;
        }
        String site = ctx.header("Sec-Fetch-Site");
        boolean own = site == null ? ownOrigin(ctx) : Set.of("same-origin", "none").contains(site);
        if (!own) {
            throw new ApiError(403, "cross_site", "requests from pages of other sites are refused");
        }
    }

    private static boolean ownOrigin(Context ctx) {
        String origin = ctx.header("Origin");
        if (origin == null) {
            return true;
        }
        try {
            return ctx.header("Host") != null
                    && ctx.header("Host").equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

package io.zoetrope.query.access;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.ErrorResponses;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.http.Route;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Finds out who calls before anything of a request's body is read, and says it to the handlers
 * ({@link Caller#of}). What the caller may do is checked in front of each route.
 */
public final class Door extends org.eclipse.jetty.server.Handler.Wrapper {
    private static final String API_KEY = "X-Api-Key";
    private static final String BEARER = "Bearer ";

    /** Once said whose request it is; a client that still sends it would see another's videos. */
    private static final String TENANT = "X-Tenant";

    private final Callers callers;

    public Door(Callers callers) {
        this.callers = callers;
    }

    /** The route, for those alone who may use it. */
    public static Route guarded(Route route) {
        Handler handler = route.handler();
        Role needs = route.needs();
        return new Route(
                route.method(),
                route.path(),
                ctx -> {
                    check(ctx, needs);
                    handler.handle(ctx);
                },
                needs);
    }

    private static void check(Context ctx, Role needs) {
        if (needs == Role.NONE) {
            return;
        }
        Caller caller = ctx.attribute(Caller.ATTRIBUTE);
        if (caller == null) {
            throw Callers.missing();
        }
        if (!caller.role().covers(needs)) {
            throw new ApiError(
                    403,
                    "role_required",
                    "this needs a key with the role " + Roles.wireName(needs),
                    Roles.wireName(caller.role()));
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        try {
            Optional<Caller> caller = caller(request.getHeaders());
            if (caller.isEmpty() && isApi(request)) {
                throw Callers.missing();
            }
            caller.ifPresent(known -> request.setAttribute(Caller.ATTRIBUTE, known));
        } catch (ApiError refusal) {
            ErrorResponses.write(request, response, callback, refusal);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** Its routes check for themselves; this keeps strangers from sending bodies to them. */
    private static boolean isApi(Request request) {
        return Request.getPathInContext(request).startsWith("/v1/");
    }

    private Optional<Caller> caller(HttpFields headers) {
        Optional<Caller> caller = key(headers).map(callers::ofKey).or(callers::withoutKey);
        String tenant = headers.get(TENANT);
        if (tenant != null && caller.filter(c -> c.tenant().equals(tenant)).isEmpty()) {
            throw new ApiError(
                    403, "foreign_tenant", "the API key says the tenant, and not a header", TENANT);
        }
        return caller;
    }

    private static Optional<String> key(HttpFields headers) {
        String key = headers.get(API_KEY);
        String authorization = headers.get(HttpHeader.AUTHORIZATION);
        if (authorization == null) {
            return Optional.ofNullable(key);
        }
        if (key != null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new ApiError(
                    401, "unknown_credentials", "send one API key, as 'Authorization: Bearer …'");
        }
        return Optional.of(authorization.substring(BEARER.length()).strip());
    }
}

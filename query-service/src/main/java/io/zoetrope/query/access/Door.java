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
    private final Links links;

    public Door(Callers callers, Links links) {
        this.callers = callers;
        this.links = links;
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
        Request admitted;
        try {
            admitted = admitted(request);
        } catch (ApiError refusal) {
            ErrorResponses.write(request, response, callback, refusal);
            return true;
        }
        return super.handle(admitted, response, callback);
    }

    /**
     * The request with its caller, and without a signed link's token.
     *
     * @throws ApiError 401, 403, 410, 503
     */
    private Request admitted(Request request) {
        Optional<Links.Signed> signed = links.read(request);
        if (signed.isPresent()) {
            ApiKey key = callers.ofId(signed.get().keyId()).orElseThrow(Callers::unknown);
            // A link shows one thing, whatever its key may do.
            mark(request, key, key.caller().as(Role.READ));
            return signed.get().request();
        }
        Optional<ApiKey> key = key(request);
        Optional<Caller> caller = key.map(ApiKey::caller).or(callers::withoutKey);
        checkTenant(request, caller);
        if (caller.isEmpty() && isApi(request)) {
            throw Callers.missing();
        }
        caller.ifPresent(known -> request.setAttribute(Caller.ATTRIBUTE, known));
        key.ifPresent(known -> mark(request, known, known.caller()));
        return request;
    }

    private void mark(Request request, ApiKey key, Caller caller) {
        request.setAttribute(Caller.ATTRIBUTE, caller);
        request.setAttribute(MediaLinks.ATTRIBUTE, new MediaLinks(links, key.id()));
    }

    /** Its routes check for themselves; this keeps strangers from sending bodies to them. */
    private static boolean isApi(Request request) {
        return Request.getPathInContext(request).startsWith("/v1/");
    }

    private static void checkTenant(Request request, Optional<Caller> caller) {
        String tenant = request.getHeaders().get(TENANT);
        if (tenant != null && caller.filter(c -> c.tenant().equals(tenant)).isEmpty()) {
            throw new ApiError(
                    403, "foreign_tenant", "the API key says the tenant, and not a header", TENANT);
        }
    }

    private Optional<ApiKey> key(Request request) {
        HttpFields headers = request.getHeaders();
        String key = headers.get(API_KEY);
        String authorization = headers.get(HttpHeader.AUTHORIZATION);
        if (authorization == null) {
            return key == null ? session(request) : Optional.of(callers.keyOf(key));
        }
        if (key != null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new ApiError(
                    401, "unknown_credentials", "send one API key, as 'Authorization: Bearer …'");
        }
        return Optional.of(callers.keyOf(authorization.substring(BEARER.length()).strip()));
    }

    private Optional<ApiKey> session(Request request) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(SessionApi.COOKIE))
                .findFirst()
                .flatMap(cookie -> links.keyOf(cookie.getValue()))
                .flatMap(callers::ofId);
    }
}

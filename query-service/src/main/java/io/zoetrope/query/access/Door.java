package io.zoetrope.query.access;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.ErrorResponses;
import io.zoetrope.query.http.HttpServer;
import io.zoetrope.query.http.QueryParameters;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.http.Route;
import io.zoetrope.query.http.VideoPath;
import io.zoetrope.query.metrics.QueryMetric;
import java.util.Optional;
import java.util.Set;
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
    private final RateLimits limits;
    private final MeterRegistry metrics;

    public Door(Callers callers, Links links, RateLimits limits, MeterRegistry metrics) {
        this.callers = callers;
        this.links = links;
        this.limits = limits;
        this.metrics = metrics;
    }

    /** The route, for those alone who may use it, and who ask for nothing that it does not know. */
    public static Route guarded(Route route) {
        Handler handler = route.handler();
        Role needs = route.needs();
        Set<String> parameters = route.parameters();
        return new Route(
                route.method(),
                route.path(),
                ctx -> {
                    check(ctx, needs);
                    QueryParameters.only(ctx, parameters);
                    handler.handle(ctx);
                },
                needs,
                parameters);
    }

    private static void check(Context ctx, Role needs) {
        if (needs == Role.NONE) {
            return;
        }
        Caller caller = ctx.attribute(Caller.ATTRIBUTE);
        if (caller == null) {
            throw Callers.missing();
        }
        caller.check(needs);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Request admitted;
        try {
            admitted = admitted(request);
        } catch (ApiError refusal) {
            metrics.counter(QueryMetric.REFUSED.metricName(), "code", refusal.code()).increment();
            ErrorResponses.write(request, response, callback, refusal);
            return true;
        }
        return super.handle(admitted, response, callback);
    }

    /**
     * The request with its caller, and without a signed link's token.
     *
     * @throws ApiError 401, 403, 410, 429, 503
     */
    private Request admitted(Request request) {
        Optional<Links.Signed> signed = links.read(request);
        if (signed.isPresent()) {
            ApiKey key = callers.ofId(signed.get().keyId()).orElseThrow(Callers::unknown);
            // A link is for one thing, whatever else its key may do.
            Role most = signed.get().most();
            mark(request, key, key.caller().as(key.role().covers(most) ? most : key.role()));
            count(key, signed.get().request());
            return signed.get().request();
        }
        Optional<ApiKey> key = key(request);
        Optional<Caller> caller = key.map(ApiKey::caller).or(callers::withoutKey);
        checkTenant(request, caller);
        if (caller.isEmpty() && isApi(request)) {
            throw Callers.missing();
        }
        caller.ifPresent(known -> mark(request, known));
        key.ifPresent(known -> mark(request, known, known.caller()));
        if (key.isPresent() && isApi(request)) {
            count(key.get(), request);
        }
        return request;
    }

    /** Whatever a key may be asked for counts for it, by a link as well. */
    private void count(ApiKey key, Request request) {
        if (isMedia(Request.getPathInContext(request))) {
            limits.countMedia(key);
        } else {
            limits.count(key);
        }
    }

    private void mark(Request request, ApiKey key, Caller caller) {
        mark(request, caller);
        request.setAttribute(MediaLinks.ATTRIBUTE, new MediaLinks(links, key.id()));
    }

    private static void mark(Request request, Caller caller) {
        request.setAttribute(Caller.ATTRIBUTE, caller);
        request.setAttribute(HttpServer.TENANT, caller.tenant());
    }

    /**
     * A page of pictures is one request for the page, and hundreds that its browser makes. Text is
     * asked for once a track, and made of what the index says: as costly as a search.
     */
    static boolean isMedia(String path) {
        VideoPath of = VideoPath.of(path);
        return of.isPicture() || of.isSource() || of.isPlayback() && !of.isSubtitle();
    }

    /** Its routes check for themselves; this keeps strangers from sending bodies to them. */
    private static boolean isApi(Request request) {
        String path = Request.getPathInContext(request);
        return path.startsWith("/v1/") || path.equals("/graphql");
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

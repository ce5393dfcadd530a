package io.zoetrope.query.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Request;

/**
 * How many requests of each tenant are being worked on or wait in a lane: the more a tenant has,
 * the later its next one is served. Thread-safe.
 */
final class Shares {
    /** Of a request's tenant; whoever finds out who calls sets it. */
    static final String TENANT = Shares.class.getName();

    /** Beyond this many, one more makes no difference. */
    private static final int MOST_COUNTED = 64;

    private final Map<String, Integer> inside = new ConcurrentHashMap<>();

    /** Until the request is answered. */
    void count(Request request) {
        String tenant = tenant(request);
        inside.merge(tenant, 1, Integer::sum);
        Request.addCompletionListener(
                request,
                failure -> inside.computeIfPresent(tenant, (t, n) -> n == 1 ? null : n - 1));
    }

    /** How many of the request's tenant there are. */
    int inside(Request request) {
        return inside.getOrDefault(tenant(request), 0);
    }

    /** Of requests that wait, the one with the highest is served first; not negative. */
    int priority(Request request) {
        return Math.max(0, MOST_COUNTED - inside(request));
    }

    static String tenant(Request request) {
        return String.valueOf(request.getAttribute(TENANT));
    }
}

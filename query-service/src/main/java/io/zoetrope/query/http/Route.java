package io.zoetrope.query.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * One method of one path.
 *
 * @param needs the least role of whoever calls it
 * @param parameters what may stand behind the question mark; anything else is refused
 */
public record Route(
        HandlerType method, String path, Handler handler, Role needs, Set<String> parameters) {
    /** For readers, unless {@link #needing} says otherwise. */
    public static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, handler, Role.READ, Set.of());
    }

    /** For readers, unless {@link #needing} says otherwise. */
    public static Route head(String path, Handler handler) {
        return new Route(HandlerType.HEAD, path, handler, Role.READ, Set.of());
    }

    /** For writers, unless {@link #needing} says otherwise. */
    public static Route post(String path, Handler handler) {
        return new Route(HandlerType.POST, path, handler, Role.WRITE, Set.of());
    }

    /** For writers, unless {@link #needing} says otherwise. */
    public static Route put(String path, Handler handler) {
        return new Route(HandlerType.PUT, path, handler, Role.WRITE, Set.of());
    }

    /** For writers, unless {@link #needing} says otherwise. */
    public static Route delete(String path, Handler handler) {
        return new Route(HandlerType.DELETE, path, handler, Role.WRITE, Set.of());
    }

    public Route needing(Role role) {
        return new Route(method, path, handler, role, parameters);
    }

    /** With query parameters: a route has none unless it says so. */
    public Route taking(String... names) {
        return new Route(method, path, handler, needs, Set.of(names));
    }
}

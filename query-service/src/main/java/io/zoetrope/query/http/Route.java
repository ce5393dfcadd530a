package io.zoetrope.query.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One method of one path.
 *
 * @param needs the least role of whoever calls it
 */
public record Route(HandlerType method, String path, Handler handler, Role needs) {
    /** For readers, unless {@link #needing} says otherwise. */
    public static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, handler, Role.READ);
    }

    /** For readers, unless {@link #needing} says otherwise. */
    public static Route head(String path, Handler handler) {
        return new Route(HandlerType.HEAD, path, handler, Role.READ);
    }

    /** For writers, unless {@link #needing} says otherwise. */
    public static Route post(String path, Handler handler) {
        return new Route(HandlerType.POST, path, handler, Role.WRITE);
    }

    /** For writers, unless {@link #needing} says otherwise. */
    public static Route put(String path, Handler handler) {
        return new Route(HandlerType.PUT, path, handler, Role.WRITE);
    }

    /** For writers, unless {@link #needing} says otherwise. */
    public static Route delete(String path, Handler handler) {
        return new Route(HandlerType.DELETE, path, handler, Role.WRITE);
    }

    public Route needing(Role role) {
        return new Route(method, path, handler, role);
    }
}

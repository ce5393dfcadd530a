package io.zoetrope.query.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** One method of one path. */
public record Route(HandlerType method, String path, Handler handler) {
    public static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, handler);
    }

    public static Route head(String path, Handler handler) {
        return new Route(HandlerType.HEAD, path, handler);
    }

    public static Route post(String path, Handler handler) {
        return new Route(HandlerType.POST, path, handler);
    }

    public static Route delete(String path, Handler handler) {
        return new Route(HandlerType.DELETE, path, handler);
    }

    /** A path of the API that comes later; it says so. */
    public static Route later(HandlerType method, String path) {
        return new Route(
                method,
                path,
                ctx -> {
                    throw ApiError.notAvailable(method + " " + path + " is not available yet");
                });
    }
}

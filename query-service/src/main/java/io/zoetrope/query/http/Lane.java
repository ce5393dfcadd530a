package io.zoetrope.query.http;

import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Requests of one kind: so many are worked on at once, the next ones wait without a thread, and
 * whoever waits too long is told to come back. So a slow index holds up what asks it and nothing
 * else, and slow senders of files only each other. Of those that wait, the ones whose tenant has
 * fewest in the lane go first.
 */
final class Lane extends QoSHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** Whoever searches would rather wait than ask again, as long as it is not for ever. */
    private static final Duration PATIENCE_OF_SEARCHES = Duration.ofSeconds(10);

    /**
     * Searches at once. More of them on few cores only take longer each, until the index seems
     * slow; so the others wait here, in order.
     */
    private static final int SEARCHES =
            Math.max(32, Math.min(64, 8 * Runtime.getRuntime().availableProcessors()));

    private final Shares shares = new Shares();
    private final int mostOfOne;

    Lane(int atOnce, int waiting, Predicate<Request> kind) {
        this(atOnce, waiting, Integer.MAX_VALUE, kind);
    }

    private static Lane ofSearches() {
        Lane lane = new Lane(SEARCHES, 512, r -> isSearch(r) && !isFile(r));
        lane.setMaxSuspend(PATIENCE_OF_SEARCHES);
        return lane;
    }

    /**
     * @param mostOfOne requests of one tenant that are worked on or wait: for kinds that take as
     *     long as their client likes
     */
    Lane(int atOnce, int waiting, int mostOfOne, Predicate<Request> kind) {
        this.mostOfOne = mostOfOne;
        setMaxRequestCount(atOnce);
        setMaxSuspendedRequestCount(waiting);
        setMaxSuspend(PATIENCE);
        include(kind);
    }

    /** What is in none of them, such as the page's files and the health, is always answered. */
    static void insertInto(Server server) {
        server.insertHandler(new Lane(32, 64, 24, Lane::isFile));
        server.insertHandler(ofSearches());
        server.insertHandler(new Lane(64, 1024, Lane::isThumbnail));
        server.insertHandler(new TenantLine(48, 768, PATIENCE, Lane::isThumbnail));
        server.insertHandler(new Lane(512, 64, 384, r -> video(r).isSource()));
        server.insertHandler(new Lane(512, 64, 384, Lane::isPlayback));
        // Whoever waits for one to be made holds a thread.
        server.insertHandler(new Lane(96, 32, 72, Lane::isClip));
        server.insertHandler(new Lane(64, 64, Lane::isAnswer));
        // An import is held in memory whole, and takes as long as its body.
        server.insertHandler(new Lane(4, 32, 2, r -> isLabelFile(r) && !isFile(r)));
        server.insertHandler(new Lane(48, 256, Lane::isOther));
        server.insertHandler(new TenantLine(36, 192, PATIENCE, Lane::isOther));
    }

    private static boolean isFile(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (HttpMethod.PUT.is(request.getMethod())) {
            return path(request).startsWith("/v1/uploads/");
        }
        return type != null && type.stripLeading().regionMatches(true, 0, "multipart/", 0, 10);
    }

    private static boolean isSearch(Request request) {
        return path(request).startsWith("/v1/search") || path(request).equals("/graphql");
    }

    private static boolean isThumbnail(Request request) {
        return video(request).isPicture();
    }

    /** Slow players hold up only each other. */
    private static boolean isPlayback(Request request) {
        return video(request).isPlayback() && !isThumbnail(request);
    }

    private static boolean isClip(Request request) {
        return video(request).isClip();
    }

    private static boolean isAnswer(Request request) {
        return path(request).equals("/v1/generate");
    }

    private static boolean isLabelFile(Request request) {
        String path = path(request);
        return path.equals("/v1/labels/import") || path.equals("/v1/labels/export");
    }

    private static boolean isOther(Request request) {
        String path = path(request);
        return path.startsWith("/v1/")
                && !isSearch(request)
                && !path.equals("/v1/events")
                && !video(request).isSource()
                && !isThumbnail(request)
                && !isPlayback(request)
                && !isClip(request)
                && !isAnswer(request)
                && !isLabelFile(request)
                && !isFile(request);
    }

    private static VideoPath video(Request request) {
        return VideoPath.of(path(request));
    }

    private static String path(Request request) {
        return Request.getPathInContext(request);
    }

    @Override
    public boolean onConditionsMet(Request request, Response response, Callback callback)
            throws Exception {
        if (shares.inside(request) >= mostOfOne) {
            ErrorResponses.write(
                    request,
                    response,
                    callback,
                    ApiError.overShare(
                            "too_many_at_once", "your tenant has too many of these running; wait"));
            return true;
        }
        shares.count(request);
        return super.onConditionsMet(request, response, callback);
    }

    @Override
    protected int getPriority(Request request) {
        return shares.priority(request);
    }

    @Override
    protected void reject(Request request, Response response, Callback callback, int status) {
        ErrorResponses.write(request, response, callback, ApiError.busy());
    }

    @Override
    protected void failSuspended(
            Request request, Response response, Callback callback, int status, Throwable failure) {
        ErrorResponses.write(request, response, callback, ApiError.busy());
    }
}

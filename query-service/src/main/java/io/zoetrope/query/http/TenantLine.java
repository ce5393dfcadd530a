package io.zoetrope.query.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * In front of a lane: of each tenant so many requests may be in it, and the tenant's next ones wait
 * here, in order and without a thread. So whoever reads its answers slowly takes its own places,
 * and never all that there are. Thread-safe.
 */
final class TenantLine extends Handler.Wrapper {
    private final int mostOfOne;
    private final int mostWaiting;
    private final Duration patience;
    private final Predicate<Request> kind;
    private final Map<String, Line> lines = new HashMap<>();

    private enum Turn {
        NOW,
        LATER,
        NEVER
    }

    /** Of one tenant; all of them are its lock. */
    private static final class Line {
        private final Queue<Waiting> waiting = new ArrayDeque<>();
        private int inside;
    }

    /** A request that goes on, or is told that it waited for too long: one of both. */
    private final class Waiting {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final AtomicBoolean decided = new AtomicBoolean();
        private Scheduler.Task end;

        private Waiting(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        private void waitAtMost(Duration longest) {
            end =
                    getServer()
                            .getScheduler()
                            .schedule(this::late, longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void late() {
            if (decided.compareAndSet(false, true)) {
                forget(Shares.tenant(request), this);
                refuse(request, response, callback);
            }
        }

        /** Returns whether it still waited. */
        private boolean goOn() {
            if (!decided.compareAndSet(false, true)) {
                return false;
            }
            end.cancel();
            getServer().getThreadPool().execute(this::handle);
            return true;
        }

        private void handle() {
            try {
                if (!enter(request, response, callback)) {
                    Response.writeError(request, response, callback, 404);
                }
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        }
    }

    /**
     * @param mostOfOne requests of one tenant in the lane, worked on or waiting there
     * @param mostWaiting of one tenant that wait here; the next ones are refused
     * @param patience after which one that waits here is refused
     */
    TenantLine(int mostOfOne, int mostWaiting, Duration patience, Predicate<Request> kind) {
        this.mostOfOne = mostOfOne;
        this.mostWaiting = mostWaiting;
        this.patience = patience;
        this.kind = kind;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!kind.test(request)) {
            return super.handle(request, response, callback);
        }
        return switch (turn(request, response, callback)) {
            case NOW -> enter(request, response, callback);
            case LATER -> true;
            case NEVER -> {
                refuse(request, response, callback);
                yield true;
            }
        };
    }

    private Turn turn(Request request, Response response, Callback callback) {
        synchronized (lines) {
            Line line = lines.computeIfAbsent(Shares.tenant(request), t -> new Line());
            if (line.inside < mostOfOne) {
                line.inside++;
                return Turn.NOW;
            }
            if (line.waiting.size() >= mostWaiting) {
                return Turn.NEVER;
            }
            Waiting waiting = new Waiting(request, response, callback);
            waiting.waitAtMost(patience);
            line.waiting.add(waiting);
            return Turn.LATER;
        }
    }

    /** Its place is taken. */
    private boolean enter(Request request, Response response, Callback callback) throws Exception {
        String tenant = Shares.tenant(request);
        try {
            Request.addCompletionListener(request, failure -> leave(tenant));
        } catch (IllegalStateException e) {
            // It is over already, as one that its client reset while it waited: none is answered.
            leave(tenant);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** The place goes to the tenant's next one, if one waits. */
    private void leave(String tenant) {
        synchronized (lines) {
            Line line = lines.get(tenant);
            for (Waiting next = line.waiting.poll(); next != null; next = line.waiting.poll()) {
                if (next.goOn()) {
                    return;
                }
            }
            line.inside--;
            if (line.inside == 0) {
                lines.remove(tenant);
            }
        }
    }

    private void forget(String tenant, Waiting late) {
        synchronized (lines) {
            Line line = lines.get(tenant);
            if (line != null) {
                line.waiting.remove(late);
            }
        }
    }

    private static void refuse(Request request, Response response, Callback callback) {
        ErrorResponses.write(
                request,
                response,
                callback,
                ApiError.overShare(
                        "too_many_at_once", "your tenant has too many of these running; wait"));
    }

    /** How many wait here. */
    int waiting() {
        synchronized (lines) {
            return lines.values().stream().mapToInt(line -> line.waiting.size()).sum();
        }
    }
}

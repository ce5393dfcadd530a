package io.zoetrope.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lane over a connector in memory. */
@Timeout(30)
class LaneTest {
    private final CountDownLatch hold = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Queue<String> served = new ConcurrentLinkedQueue<>();

    /** Serves what passed the lane. */
    private final class Serving extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            served.add(String.valueOf(request.getAttribute(Shares.TENANT)));
            begun.countDown();
            hold.await();
            callback.succeeded();
            return true;
        }
    }

    /** Says the tenant by the path, as the door does by the key. */
    private static final class Marking extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            request.setAttribute(Shares.TENANT, Request.getPathInContext(request));
            return super.handle(request, response, callback);
        }
    }

    private static final class MarkingByHost extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            request.setAttribute(Shares.TENANT, Request.getServerName(request));
            return super.handle(request, response, callback);
        }
    }

    @Test
    void whoHasFewestInsideIsServedFirst() throws Exception {
        Server server = new Server();
        LocalConnector connector = new LocalConnector(server);
        server.addConnector(connector);
        server.setHandler(new Serving());
        Lane lane = new Lane(1, 10, request -> true);
        server.insertHandler(lane);
        server.insertHandler(new Marking());
        server.start();
        try {
            List<LocalConnector.LocalEndPoint> sent = new ArrayList<>();
            sent.add(connector.executeRequest(request("/many")));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 1; i <= 3; i++) {
                sent.add(connector.executeRequest(request("/many")));
                awaitWaiting(lane, i);
            }
            sent.add(connector.executeRequest(request("/few")));
            awaitWaiting(lane, 4);
            hold.countDown();
            for (LocalConnector.LocalEndPoint one : sent) {
                assertThat(one.getResponse(false, 20, TimeUnit.SECONDS)).contains("200");
            }
            assertThat(served).containsExactly("/many", "/few", "/many", "/many", "/many");
        } finally {
            server.stop();
        }
    }

    @Test
    void aTenantHasSoManyOfWhatTakesLongAndAnotherStillGetsIn() throws Exception {
        Server server = new Server();
        LocalConnector connector = new LocalConnector(server);
        server.addConnector(connector);
        server.setHandler(new Serving());
        Lane lane = new Lane(4, 10, 3, request -> true);
        server.insertHandler(lane);
        server.insertHandler(new Marking());
        server.start();
        try {
            List<LocalConnector.LocalEndPoint> held = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                held.add(connector.executeRequest(request("/many")));
                awaitServed(i);
            }
            LocalConnector.LocalEndPoint refused = connector.executeRequest(request("/many"));
            assertThat(refused.getResponse(false, 20, TimeUnit.SECONDS))
                    .contains("429", "too_many_at_once");
            held.add(connector.executeRequest(request("/few")));
            awaitServed(4);
            hold.countDown();
            for (LocalConnector.LocalEndPoint one : held) {
                assertThat(one.getResponse(false, 20, TimeUnit.SECONDS)).contains("200");
            }
        } finally {
            hold.countDown();
            server.stop();
        }
    }

    @Test
    void slowPlayersHoldUpNothingElse() throws Exception {
        Server server = new Server();
        LocalConnector connector = new LocalConnector(server);
        server.addConnector(connector);
        server.setHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback)
                            throws Exception {
                        if (Request.getPathInContext(request).contains("/hls/")) {
                            served.add("segment");
                            hold.await();
                        }
                        callback.succeeded();
                        return true;
                    }
                });
        Lane.insertInto(server);
        server.start();
        try {
            for (int i = 0; i < 48; i++) {
                connector.executeRequest(request("/v1/videos/a/hls/7/p360/000001.m4s"));
            }
            awaitServed(48);
            LocalConnector.LocalEndPoint other = connector.executeRequest(request("/v1/videos"));
            assertThat(other.getResponse(false, 20, TimeUnit.SECONDS)).contains("200");
        } finally {
            hold.countDown();
            server.stop();
        }
    }

    @Test
    void slowImportsOfOneTenantLeaveRoomForAnother() throws Exception {
        Server server = new Server();
        LocalConnector connector = new LocalConnector(server);
        server.addConnector(connector);
        server.setHandler(new Serving());
        Lane.insertInto(server);
        server.insertHandler(new MarkingByHost());
        server.start();
        try {
            for (int i = 1; i <= 2; i++) {
                connector.executeRequest(imports("many"));
                awaitServed(i);
            }
            LocalConnector.LocalEndPoint refused = connector.executeRequest(imports("many"));
            assertThat(refused.getResponse(false, 20, TimeUnit.SECONDS))
                    .contains("429", "too_many_at_once");
            connector.executeRequest(imports("few"));
            awaitServed(3);
            assertThat(served).containsExactly("many", "many", "few");
        } finally {
            hold.countDown();
            server.stop();
        }
    }

    private static String imports(String tenant) {
        return "POST /v1/labels/import HTTP/1.1\r\nHost: " + tenant + "\r\n\r\n";
    }

    private void awaitServed(int count) {
        while (served.size() < count) {
            Thread.onSpinWait();
        }
    }

    private static void awaitWaiting(Lane lane, int count) {
        while (lane.getSuspendedRequestCount() < count) {
            Thread.onSpinWait();
        }
    }

    private static String request(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }
}

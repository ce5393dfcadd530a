package io.zoetrope.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tenants have of the places of a lane, over a connector in memory. */
@Timeout(30)
class TenantLineTest {
    private final CountDownLatch hold = new CountDownLatch(1);
    private final Queue<String> served = new ConcurrentLinkedQueue<>();
    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);
    private volatile Callback last;

    /** Answers when nothing is held any more, as to a client that reads slowly. */
    private final class Serving extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            served.add(Request.getServerName(request));
            hold.await();
            callback.succeeded();
            return true;
        }
    }

    /** Says the tenant by the host, as the door does by the key. */
    private static final class Marking extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            request.setAttribute(Shares.TENANT, Request.getServerName(request));
            return super.handle(request, response, callback);
        }
    }

    /** Knows the last request's way to its end. */
    private final class Ending extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            last = callback;
            return super.handle(request, response, callback);
        }
    }

    private void start(Handler.Singleton line) throws Exception {
        server.addConnector(connector);
        server.setHandler(new Serving());
        if (line == null) {
            Lane.insertInto(server);
        } else {
            server.insertHandler(line);
        }
        server.insertHandler(new Ending());
        server.insertHandler(new Marking());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        hold.countDown();
        server.stop();
    }

    private LocalConnector.LocalEndPoint send(String tenant) {
        return connector.executeRequest("GET /v1/videos HTTP/1.1\r\nHost: " + tenant + "\r\n\r\n");
    }

    private static String answer(LocalConnector.LocalEndPoint sent) throws Exception {
        return sent.getResponse(false, 20, TimeUnit.SECONDS);
    }

    private void awaitServed(int count) {
        while (served.size() < count) {
            Thread.onSpinWait();
        }
    }

    private static void awaitWaiting(TenantLine line, int count) {
        while (line.waiting() != count) {
            Thread.onSpinWait();
        }
    }

    /** There are 48 places, and whoever waits for one in vain is refused after four seconds. */
    @Test
    void slowListsOfOneTenantLeavePlacesToAnother() throws Exception {
        start(null);
        List<LocalConnector.LocalEndPoint> sent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            sent.add(send("many"));
        }
        awaitServed(36);
        sent.add(send("few"));
        awaitServed(37);
        assertThat(served).filteredOn("few"::equals).hasSize(1);
        hold.countDown();
        for (LocalConnector.LocalEndPoint one : sent) {
            assertThat(answer(one)).as("the others waited for their turn").contains("200");
        }
        assertThat(served).hasSize(61);
    }

    @Test
    void whoFindsNoRoomToWaitIsToldAtOnce() throws Exception {
        TenantLine line = new TenantLine(1, 1, Duration.ofMinutes(1), request -> true);
        start(line);
        LocalConnector.LocalEndPoint first = send("many");
        awaitServed(1);
        LocalConnector.LocalEndPoint second = send("many");
        awaitWaiting(line, 1);
        assertThat(answer(send("many"))).contains("429", "too_many_at_once");
        hold.countDown();
        assertThat(answer(first)).contains("200");
        assertThat(answer(second)).contains("200");
        assertThat(answer(send("many"))).as("its places are free again").contains("200");
    }

    @Test
    void whoWaitsTooLongIsToldSoAndTakesNoPlace() throws Exception {
        TenantLine line = new TenantLine(1, 9, Duration.ofMillis(20), request -> true);
        start(line);
        LocalConnector.LocalEndPoint first = send("many");
        awaitServed(1);
        assertThat(answer(send("many"))).contains("429", "too_many_at_once");
        assertThat(line.waiting()).isZero();
        hold.countDown();
        assertThat(answer(first)).contains("200");
        assertThat(answer(send("many"))).contains("200");
        assertThat(served).hasSize(2);
    }

    @Test
    void whatIsOverBeforeItsTurnTakesNoPlace() throws Exception {
        TenantLine line = new TenantLine(1, 9, Duration.ofMinutes(1), request -> true);
        start(line);
        LocalConnector.LocalEndPoint first = send("many");
        awaitServed(1);
        LocalConnector.LocalEndPoint second = send("many");
        awaitWaiting(line, 1);
        last.succeeded();
        assertThat(answer(second)).contains("200");
        hold.countDown();
        assertThat(answer(first)).contains("200");
        assertThat(answer(send("many"))).as("the place is free").contains("200");
        assertThat(served).hasSize(2);
    }
}

package io.zoetrope.query.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked of an index, and given up by whoever asked it. */
@Timeout(30)
class IndexReaderTest {
    /** More than the breaker needs to leave the index alone. */
    private static final int MANY = 12;

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private HttpServer server;
    private IndexReader reader;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.createContext("/held/", this::answerLater);
        server.start();
        String uri = "http://127.0.0.1:" + server.getAddress().getPort();
        reader =
                new IndexReader(
                        QueryServiceOptions.of(Map.of(QueryOption.OPENSEARCH, uri)).openSearch(),
                        "text",
                        1,
                        new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() throws IOException {
        held.countDown();
        reader.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, 2);
        exchange.getResponseBody().write(new byte[] {'{', '}'});
        exchange.close();
    }

    private void answerLater(HttpExchange exchange) throws IOException {
        arrived.countDown();
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer(exchange);
    }

    @Test
    void aSearchThatIsGivenUpAsksNoMore() throws IOException {
        search("texts");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> search("texts")).isInstanceOf(Unavailable.class);
        assertThat(Thread.interrupted()).as("whoever called is told too").isTrue();
        assertThat(asked).hasValue(1);
        search("texts");
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatIsGivenUpWhileItWaitsSaysNothingAboutTheIndex() throws Exception {
        Thread first = asking("held");
        arrived.await();
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            waiting.add(asking("texts"));
        }
        for (Thread each : waiting) {
            while (each.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            each.interrupt();
            each.join();
        }
        held.countDown();
        first.join();
        search("texts");
        assertThat(asked).as("the first, and one after all those").hasValue(2);
    }

    private Thread asking(String index) {
        Thread thread = new Thread(new FutureTask<>(() -> search(index)), index);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private Object search(String index) throws IOException {
        return reader.search(index, Json.MAPPER.createObjectNode());
    }
}

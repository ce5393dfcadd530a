package io.zoetrope.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zoetrope.local.commandline.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watches an index that answers as each test says; its last answer stands. */
@Timeout(30)
class IndexingTest {
    private static final String READY = document("ready");

    private final Deque<String> answers = new ArrayDeque<>();
    private final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    private HttpServer server;
    private Indexing indexing;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        GivenVideo video = new GivenVideo(Path.of("/in/a.mp4"), "file:///in/a.mp4", "v");
        indexing = new Indexing(new IndexClient(uri), List.of(video), false);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aVideoThatSomebodyRemovesMeanwhileIsOver() throws Exception {
        answers.addAll(List.of("", document("segmenting"), document("deleted")));
        await();
        assertThat(indexing.endings())
                .singleElement()
                .satisfies(
                        ending -> {
                            assertThat(ending.outcome()).isEqualTo("removed");
                            assertThat(ending.good()).isTrue();
                        });
    }

    @Test
    void whatStaysOfARemovalBeforeThisRunIsNotItsEnd() throws Exception {
        answers.addAll(List.of(document("deleted"), document("deleted"), "", READY));
        await();
        assertThat(indexing.endings())
                .singleElement()
                .satisfies(ending -> assertThat(ending.outcome()).isEqualTo("ready"));
    }

    @Test
    void whatWasSearchableBeforeThisRunTookNoTimeOfIt() throws Exception {
        String before = ", \"searchable_at\": 1, \"playable_at\": 1";
        answers.addAll(List.of("", document("indexing") + before, READY + before));
        await();
        assertThat(indexing.endings())
                .singleElement()
                .satisfies(
                        ending -> {
                            assertThat(ending.outcome()).isEqualTo("ready");
                            assertThat(ending.searchableAfter()).isNull();
                            assertThat(ending.playableAfter()).isNull();
                        });
    }

    private void await() throws Exception {
        assertThat(indexing.open()).hasSize(1);
        try (Progress progress = new Progress(new Terminal(nowhere, nowhere, false), 1)) {
            indexing.await(progress, () -> {});
        }
    }

    private static String document(String status) {
        return "\"status\": \"%s\", \"updated_at\": 1".formatted(status);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String answer = answers.size() > 1 ? answers.poll() : answers.peek();
        String body =
                exchange.getRequestURI().getPath().endsWith("/_mget")
                        ? "{\"docs\": [{\"_id\": \"v\", \"found\": %s, \"_source\": {%s}}]}"
                                .formatted(!answer.isEmpty(), answer)
                        : "{}";
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

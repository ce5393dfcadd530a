package io.zoetrope.query.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A local endpoint that speaks OpenAI's protocol as its script says, one line for each call. */
public final class TestingChat implements AutoCloseable {
    /** What it does with a call. */
    public interface Act {
        void play(HttpExchange call) throws IOException;
    }

    /** A call as it came. */
    public record Call(String key, JsonNode body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Act> script = new ArrayDeque<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Counted down when a client that was written to for long has left. */
    public final CountDownLatch left = new CountDownLatch(1);

    public TestingChat() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::call);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    public List<Call> calls() {
        return calls;
    }

    public TestingChat then(Act act) {
        synchronized (script) {
            script.add(act);
        }
        return this;
    }

    /** Says these pieces as a stream, and that it ended. */
    public TestingChat says(String... pieces) {
        return then(
                call -> {
                    try (OutputStream out = stream(call)) {
                        for (String piece : pieces) {
                            out.write(delta(piece));
                        }
                        out.write(end("stop"));
                    }
                });
    }

    /** Answers with a status and nothing else. */
    public TestingChat status(int status, String... headers) {
        return then(
                call -> {
                    for (int i = 0; i < headers.length; i += 2) {
                        call.getResponseHeaders().set(headers[i], headers[i + 1]);
                    }
                    byte[] body =
                            "{\"error\": {\"message\": \"secret detail\"}}"
                                    .getBytes(StandardCharsets.UTF_8);
                    call.sendResponseHeaders(status, body.length);
                    call.getResponseBody().write(body);
                });
    }

    /** Says a piece, and then goes on for ever with comments, until nobody reads any more. */
    public TestingChat goesOn(String piece) {
        return then(
                call -> {
                    try (OutputStream out = stream(call)) {
                        out.write(delta(piece));
                        out.flush();
                        while (closing.getCount() > 0) {
                            out.write(": on\n\n".repeat(200).getBytes(StandardCharsets.UTF_8));
                            out.flush();
                        }
                    } catch (IOException e) {
                        left.countDown();
                    }
                });
    }

    /** Says a piece, and then nothing until it is closed. */
    public TestingChat fallsSilent(String piece) {
        return then(
                call -> {
                    OutputStream out = stream(call);
                    out.write(delta(piece));
                    out.flush();
                    await();
                });
    }

    public void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static OutputStream stream(HttpExchange call) throws IOException {
        call.getResponseHeaders().set("Content-Type", "text/event-stream");
        call.sendResponseHeaders(200, 0);
        return call.getResponseBody();
    }

    public static byte[] delta(String text) {
        ObjectNode piece = Json.MAPPER.createObjectNode();
        piece.putArray("choices").addObject().putObject("delta").put("content", text);
        return event(piece.toString());
    }

    public static byte[] end(String reason) {
        ObjectNode piece = Json.MAPPER.createObjectNode();
        ObjectNode choice = piece.putArray("choices").addObject();
        choice.put("finish_reason", reason).putObject("delta");
        piece.putObject("usage").put("prompt_tokens", 321).put("completion_tokens", 12);
        return event(piece + "\n\ndata: [DONE]");
    }

    static byte[] event(String data) {
        return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private void call(HttpExchange call) throws IOException {
        calls.add(
                new Call(
                        call.getRequestHeaders().getFirst("Authorization"),
                        Json.MAPPER.readTree(call.getRequestBody())));
        Act act;
        synchronized (script) {
            act = script.size() > 1 ? script.poll() : script.peek();
        }
        try (call) {
            act.play(call);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.zoetrope.connectors.opensearch.write;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands between a sink and a real node: notes every request, and answers some by itself. */
final class TestingProxy implements AutoCloseable {
    /** Answers in the node's place, or returns null to let the request through. */
    @FunctionalInterface
    interface Fault {
        Answer answer(Seen request, TestingProxy proxy) throws IOException, InterruptedException;
    }

    record Seen(String method, String path, String query, String authorization, byte[] body) {}

    record Answer(int status, byte[] body) {}

    private final HttpServer server;
    private final URI node;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Fault fault = (request, proxy) -> null;

    TestingProxy(URI node) throws IOException {
        this.node = node;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void faults(Fault newFault) {
        fault = newFault;
    }

    List<Seen> seen() {
        return seen;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            Seen request =
                    new Seen(
                            exchange.getRequestMethod(),
                            uri.getRawPath(),
                            uri.getRawQuery(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            exchange.getRequestBody().readAllBytes());
            seen.add(request);
            Answer own = fault.answer(request, this);
            Answer answer = own != null ? own : pass(request, request.body());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            boolean bodyless = request.method().equals("HEAD") || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.status(), bodyless ? -1 : answer.body().length);
            if (!bodyless) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the node, with a body that a fault may have changed. */
    Answer pass(Seen request, byte[] body) throws IOException, InterruptedException {
        String query = request.query() == null ? "" : "?" + request.query();
        HttpRequest forwarded =
                HttpRequest.newBuilder(node.resolve(request.path() + query))
                        .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body))
                        .header(
                                "Content-Type",
                                request.path().endsWith("_bulk")
                                        ? "application/x-ndjson"
                                        : "application/json")
                        .build();
        HttpResponse<byte[]> response =
                client.send(forwarded, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.body());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

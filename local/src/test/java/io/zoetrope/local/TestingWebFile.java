package io.zoetrope.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One file on a web server, with ranges and an etag; what lies there may change. */
final class TestingWebFile implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile byte[] bytes = new byte[0];
    private volatile String etag = "";

    TestingWebFile() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in/film.mp4";
    }

    void holds(Path file, String newEtag) throws IOException {
        bytes = Files.readAllBytes(file);
        etag = '"' + newEtag + '"';
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] now = bytes;
        String asked = exchange.getRequestHeaders().getFirst("Range");
        Matcher range = RANGE.matcher(asked == null ? "" : asked);
        int from = range.matches() ? Integer.parseInt(range.group(1)) : 0;
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes %d-%d/%d".formatted(from, now.length - 1, now.length));
        try (exchange) {
            exchange.sendResponseHeaders(206, now.length - from);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(now, from, now.length - from);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

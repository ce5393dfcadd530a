package io.zoetrope.jobs.badinput;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A web server with one file under any path, which gives a byte a second, from its first or second
 * opening on, until it is told to go on.
 */
final class TricklingServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final byte[] file;
    private final Map<String, Integer> openings = new ConcurrentHashMap<>();
    private final Map<String, Integer> tricklesFrom = new ConcurrentHashMap<>();
    private final CountDownLatch fast = new CountDownLatch(1);

    TricklingServer(byte[] file) throws IOException {
        this.file = file;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * @param opening from which on it trickles, 1 for the first; each begins at byte 0
     */
    String uri(String path, int opening) {
        tricklesFrom.put(path, opening);
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Whether somebody waits for a path's bytes, or did. */
    boolean trickles(String path) {
        return openings.getOrDefault(path, 0) >= tricklesFrom.get(path);
    }

    void goOn() {
        fast.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = Integer.parseInt(range.replaceAll("\\D*(\\d+)-.*", "$1"));
        if (from == 0) {
            openings.merge(path, 1, Integer::sum);
        }
        exchange.getResponseHeaders()
                .set(
                        "Content-Range",
                        "bytes %s-%s/%s"
                                .formatted(
                                        Integer.toString(from),
                                        Integer.toString(file.length - 1),
                                        Integer.toString(file.length)));
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        exchange.sendResponseHeaders(206, file.length - from);
        try (OutputStream out = exchange.getResponseBody()) {
            int given = from;
            while (given < file.length && trickles(path) && !fast.await(1, TimeUnit.SECONDS)) {
                out.write(file, given++, 1);
                out.flush();
            }
            out.write(file, given, file.length - given);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.zoetrope.models.pull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server on loopback that serves bytes with ranges, and misbehaves when told to. */
public final class TestingFileServer implements AutoCloseable {
    /** How the next request is answered; GOOD once those told are used up. */
    public enum Behaviour {
        GOOD,
        /** Half of what is left, then the connection ends. */
        TRUNCATE,
        /** Half of what is left, then nothing more comes. */
        STALL,
        /** One bit is wrong. */
        CORRUPT,
        /** The whole file whatever range is asked for. */
        IGNORE_RANGE,
        /** No length is said. */
        CHUNKED,
        /** More and more zeros. */
        ENDLESS,
        NOT_FOUND,
        FORBIDDEN,
        UNAVAILABLE,
        REDIRECT,
        REDIRECT_LOOP,
        /** It is elsewhere, and nothing says where. */
        REDIRECT_NOWHERE
    }

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Deque<Behaviour> next = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    public TestingFileServer() {
        try {
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Serves these bytes under a path that starts with a slash. */
    public void put(String path, byte[] bytes) {
        files.put(path, bytes);
    }

    /** How the next requests are answered, one each. */
    public synchronized void then(Behaviour... behaviours) {
        next.addAll(List.of(behaviours));
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** {@code PATH RANGE} of each request so far, the range empty if none was asked for. */
    public List<String> requests() {
        return requests;
    }

    /** Authorization headers so far. */
    public List<String> authorizations() {
        return authorizations;
    }

    private synchronized Behaviour behaviour() {
        return next.isEmpty() ? Behaviour.GOOD : next.poll();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add((path + " " + (range == null ? "" : range)).strip());
        if (authorization != null) {
            authorizations.add(authorization);
        }
        Behaviour behaviour = behaviour();
        try (exchange) {
            switch (behaviour) {
                case NOT_FOUND -> exchange.sendResponseHeaders(404, -1);
                case FORBIDDEN -> exchange.sendResponseHeaders(403, -1);
                case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
                case REDIRECT -> redirect(exchange, path);
                case REDIRECT_NOWHERE -> exchange.sendResponseHeaders(301, -1);
                case REDIRECT_LOOP -> {
                    then(Behaviour.REDIRECT_LOOP);
                    redirect(exchange, path);
                }
                default -> serve(exchange, path, range, behaviour);
            }
        }
    }

    private static void redirect(HttpExchange exchange, String path) throws IOException {
        exchange.getResponseHeaders().add("Location", path);
        exchange.sendResponseHeaders(302, -1);
    }

    private void serve(HttpExchange exchange, String path, String range, Behaviour behaviour)
            throws IOException {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        int from = from(range, behaviour);
        if (from >= bytes.length && from > 0) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        int left = bytes.length - from;
        boolean unsaid = behaviour == Behaviour.CHUNKED || behaviour == Behaviour.ENDLESS;
        if (from > 0) {
            exchange.getResponseHeaders()
                    .add(
                            "Content-Range",
                            "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, unsaid ? 0 : left);
        send(exchange, bytes, from, behaviour);
    }

    private static int from(String range, Behaviour behaviour) {
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        boolean ranged = matcher.matches() && behaviour != Behaviour.IGNORE_RANGE;
        return ranged ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private void send(HttpExchange exchange, byte[] bytes, int from, Behaviour behaviour)
            throws IOException {
        int left = bytes.length - from;
        byte[] sent = bytes.clone();
        switch (behaviour) {
            case TRUNCATE -> exchange.getResponseBody().write(sent, from, left / 2);
            case STALL -> {
                exchange.getResponseBody().write(sent, from, left / 2);
                exchange.getResponseBody().flush();
                awaitClose();
            }
            case CORRUPT -> {
                sent[from + left / 2] ^= 1;
                exchange.getResponseBody().write(sent, from, left);
            }
            case ENDLESS -> {
                while (closed.getCount() > 0) {
                    exchange.getResponseBody().write(sent);
                }
            }
            default -> exchange.getResponseBody().write(sent, from, left);
        }
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

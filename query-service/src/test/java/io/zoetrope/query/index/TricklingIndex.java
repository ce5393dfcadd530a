package io.zoetrope.query.index;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that answers what it is told to, and below {@code /trickled/} one space after another
 * for as long as anybody reads.
 */
public final class TricklingIndex implements AutoCloseable {
    /** As the server's interface has it. */
    private static final int NO_BODY = -1;

    private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final Semaphore trickling = new Semaphore(0);
    private final Semaphore left = new Semaphore(0);
    private volatile int status = 200;
    private volatile String answer = "{}";

    public TricklingIndex() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.createContext("/trickled/", this::trickle);
        server.start();
    }

    public QueryServiceOptions.OpenSearch options() {
        String uri = "http://127.0.0.1:" + server.getAddress().getPort();
        return QueryServiceOptions.of(Map.of(QueryOption.OPENSEARCH, uri)).openSearch();
    }

    /** What is answered from now on. */
    public void answers(int newStatus, String text) {
        status = newStatus;
        answer = text;
    }

    /** Requests that were answered whole. */
    public int asked() {
        return asked.get();
    }

    /** Returns when an answer has begun to trickle that was not waited for before. */
    public void awaitTrickling() throws InterruptedException {
        trickling.acquire();
    }

    /** Returns when the reader of a trickling answer has gone. */
    public void awaitLeft() throws InterruptedException {
        left.acquire();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? NO_BODY : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private void trickle(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, 0);
        try {
            for (int sent = 0; ; sent++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                if (sent == 1) {
                    trickling.release();
                }
                LockSupport.parkNanos(BREATH_NANOS);
            }
        } catch (IOException e) {
            left.release();
            throw e;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

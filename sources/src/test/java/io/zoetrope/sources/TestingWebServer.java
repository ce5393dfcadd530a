package io.zoetrope.sources;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server that does what a test tells it, byte by byte: also what no well-kept server does.
 * One request per connection.
 */
final class TestingWebServer implements AutoCloseable {
    /** Writes the whole answer; a return closes the connection. */
    @FunctionalInterface
    interface Page {
        void answer(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * One request.
     *
     * @param from first byte that the Range header asks for, or -1
     */
    record Request(String path, long from) {}

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    TestingWebServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String uri(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    void page(String path, Page page) {
        pages.put(path, page);
    }

    List<Request> requests() {
        return requests;
    }

    /** A status line, headers and no body. */
    static Page status(int status, String... headers) {
        return (request, out) -> head(out, status, 0, headers);
    }

    /** Serves bytes with ranges and an etag, as servers should. */
    static Page ranged(byte[] bytes, String etag) {
        return (request, out) -> {
            int from = (int) Math.max(0, request.from());
            if (from >= bytes.length) {
                head(out, 416, 0, "Content-Range: bytes */" + bytes.length);
                return;
            }
            head(
                    out,
                    206,
                    bytes.length - from,
                    "ETag: \"" + etag + "\"",
                    rangeHeader(from, bytes.length));
            out.write(bytes, from, bytes.length - from);
        };
    }

    static String rangeHeader(long from, long total) {
        return "Content-Range: bytes %d-%d/%d".formatted(from, total - 1, total);
    }

    static void head(OutputStream out, int status, long length, String... headers)
            throws IOException {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 " + status + " x\r\nConnection: close\r\n");
        if (length >= 0) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        out.flush();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Request request = read(connection);
            requests.add(request);
            pages.getOrDefault(request.path(), status(404))
                    .answer(request, connection.getOutputStream());
        } catch (IOException clientWentAway) {
            // what a client that closes early looks like from here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            lines.add(line);
        }
        long from = -1;
        for (String line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith("range: bytes=")) {
                from = Long.parseLong(line.replaceAll("\\D*(\\d+)-.*", "$1"));
            }
        }
        return new Request(lines.get(0).split(" ")[1], from);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}

package io.zoetrope.query.index;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that leads to a server, until it does not, and then does again. */
public final class TestingRelay implements AutoCloseable {
    /** How the server is. */
    public enum State {
        THERE,
        /** Connections are closed as soon as they are made. */
        AWAY,
        /** Connections are taken, and nothing comes. */
        SILENT
    }

    private static final int MANY = 1000;

    private final URI server;
    private final ServerSocket port;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile State state;

    public TestingRelay(URI server, State state) throws IOException {
        this.server = server;
        this.state = state;
        this.port = new ServerSocket(0, MANY, InetAddress.getLoopbackAddress());
        start(this::take);
    }

    public String uri() {
        return "http://127.0.0.1:" + port.getLocalPort();
    }

    /** What is connected is cut off. */
    public void become(State now) throws IOException {
        state = now;
        for (Closeable each : open) {
            each.close();
        }
        open.clear();
    }

    private void take() throws IOException {
        while (true) {
            Socket client = port.accept();
            open.add(client);
            switch (state) {
                case THERE -> connect(client);
                case AWAY -> client.close();
                case SILENT -> {}
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket behind = new Socket(server.getHost(), server.getPort());
        open.add(behind);
        InputStream asked = client.getInputStream();
        OutputStream answers = client.getOutputStream();
        start(() -> pass(asked, behind.getOutputStream()));
        start(() -> pass(behind.getInputStream(), answers));
    }

    private static void pass(InputStream from, OutputStream to) throws IOException {
        try (to) {
            byte[] bytes = new byte[1 << 14];
            for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                to.write(bytes, 0, read);
                to.flush();
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** On a thread that ends with its socket. */
    private static void start(Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (IOException e) {
                                // One of the two ends was closed.
                            }
                        },
                        "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        port.close();
        become(State.AWAY);
    }
}

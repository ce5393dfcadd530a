package io.zoetrope.query.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Requests as no well-behaved client sends them, and many that stay open. */
public final class RawRequest {
    private static final int PATIENCE_MS = 20_000;

    private RawRequest() {}

    /** The whole answer to lines of a head, with nothing added but the empty line. */
    public static String send(URI service, String... head) throws IOException {
        try (Socket socket = open(service, String.join("\r\n", head) + "\r\n\r\n")) {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    public static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    /** A connection on which something was sent; nothing is read. The caller closes it. */
    public static Socket open(URI service, String text) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new java.net.InetSocketAddress(service.getHost(), service.getPort()));
        socket.setSoTimeout(PATIENCE_MS);
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    public static List<Socket> open(URI service, String text, int times) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            sockets.add(open(service, text));
        }
        return sockets;
    }

    public static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}

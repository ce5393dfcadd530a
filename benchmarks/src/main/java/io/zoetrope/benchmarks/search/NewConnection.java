package io.zoetrope.benchmarks.search;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One call on a connection of its own, by a plain socket: as whoever asks that keeps none, and
 * without what a client's own threads take.
 */
final class NewConnection {
    private NewConnection() {}

    /**
     * The answer, its head as well.
     *
     * @param body JSON
     * @throws IllegalStateException if the answer is no success
     */
    static String post(URI uri, String body) throws IOException {
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"
                        + "Content-Length: %d\r\nConnection: close\r\n\r\n";
        String request = head.formatted(uri.getRawPath(), uri.getAuthority(), json.length) + body;
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new IllegalStateException(uri + ": " + answer);
            }
            return answer;
        }
    }
}

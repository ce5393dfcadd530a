package io.zoetrope.query.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class SlowBodiesTest {
    private static final String HEAD =
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\n";

    @Test
    void countsBeyondTheWhileAlone() {
        SlowBodies slow = new SlowBodies(Duration.ofSeconds(10), 4096);
        assertThat(slow.isSlow(0, 10_000)).isFalse();
        assertThat(slow.isSlow(0, 10_500)).isTrue();
        assertThat(slow.isSlow(4095, 11_000)).isTrue();
        assertThat(slow.isSlow(4096, 11_000)).isFalse();
        assertThat(slow.isSlow(1L << 32, 1_000_000)).isFalse();
    }

    @Test
    void aSmallBodyMayPause() throws Exception {
        assertThat(answerTo(Duration.ofSeconds(60), 4096, 300, "12345678"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aBodyThatTricklesIsRefusedBeforeItsEnd() throws Exception {
        assertThat(answerTo(Duration.ofMillis(100), 4096, 300, "1234")).startsWith("HTTP/1.1 408");
    }

    /** The first line of what is answered to a body that begins after a pause. */
    private static String answerTo(Duration grace, long rate, long pauseMs, String body)
            throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        SlowBodies slow = new SlowBodies(grace, rate);
        slow.setHandler(new Reading());
        server.setHandler(slow);
        server.start();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            send(socket, HEAD);
            TimeUnit.MILLISECONDS.sleep(pauseMs);
            send(socket, body);
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
                    .readLine();
        } finally {
            server.stop();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Answers when it has the whole body. */
    private static final class Reading extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            try {
                Content.Source.asString(request);
                callback.succeeded();
            } catch (IOException e) {
                Response.writeError(request, response, callback, e);
            }
            return true;
        }
    }
}

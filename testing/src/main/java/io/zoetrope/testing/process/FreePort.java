package io.zoetrope.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a TCP port that nobody listens on. */
public final class FreePort {
    private FreePort() {}

    /**
     * A port that was free on the loopback address a moment ago. The kernel hands out such ports in
     * turn, so it is unlikely, not impossible, that another process takes it first.
     */
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }
}

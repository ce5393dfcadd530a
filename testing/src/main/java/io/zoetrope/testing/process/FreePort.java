package io.zoetrope.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a TCP port for a server that cannot choose one by itself.
 *
 * <p>Not one of those that the operating system hands out by itself: until the server is up, any
 * outgoing connection could get it. And none that another process was given: each port has a byte
 * of one file in the temporary folder, locked until the process ends, however that ends.
 */
public final class FreePort {
    private static final int LOWEST = 10_000;
    private static final int EPHEMERAL = lowestEphemeral();
    private static final int ATTEMPTS = 1_000;
    private static final FileChannel CLAIMS = openClaims();

    private FreePort() {}

    /** A port that nobody listens on and that stays this process's own while it runs. */
    public static int find() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, EPHEMERAL);
            if (claim(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "no free port found on the loopback address between "
                        + LOWEST
                        + " and "
                        + (EPHEMERAL - 1));
    }

    /**
     * Holds it until this process ends.
     *
     * @return false if this or another process was given the port
     */
    static boolean claim(int port) {
        try {
            return CLAIMS.tryLock(port, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + claimsFile(), e);
        }
    }

    /** The first port that the operating system gives to outgoing connections. */
    static int lowestEphemeral() {
        Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        int usual = 32_768; // Linux; other systems begin at 49,152
        try {
            int low =
                    Files.isReadable(range)
                            ? Integer.parseInt(Files.readString(range).strip().split("\\s+", 2)[0])
                            : usual;
            // A machine on which nothing is left below has no better port to give.
            return low >= LOWEST + ATTEMPTS ? low : usual;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + range, e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static FileChannel openClaims() {
        try {
            return FileChannel.open(
                    claimsFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + claimsFile(), e);
        }
    }

    private static Path claimsFile() {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "zoetrope-ports-" + System.getProperty("user.name"));
    }
}

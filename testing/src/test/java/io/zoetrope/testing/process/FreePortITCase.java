package io.zoetrope.testing.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreePortITCase {
    @TempDir Path folder;

    /** Says which port it was given, then stays without listening there. */
    public static final class Holder {
        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("port=" + FreePort.find());
            new CountDownLatch(1).await();
        }
    }

    @Test
    void noPortIsGivenTwice() {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            assertThat(given.add(FreePort.find())).isTrue();
        }
    }

    @Test
    void outgoingConnectionsGetOtherPorts() throws Exception {
        int port = FreePort.find();
        try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), port)) {
            assertThat(port).isLessThan(FreePort.lowestEphemeral());
            assertThat(client.getLocalPort()).isGreaterThanOrEqualTo(FreePort.lowestEphemeral());
        }
    }

    @Test
    void portOfAnotherProcessIsItsOwnUntilItEnds() throws Exception {
        ChildJvm holder =
                ChildJvm.start(
                        new ChildOptions(
                                "holder",
                                folder,
                                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                                List.of(ClassLocation.of(FreePortITCase.class).toString()),
                                Holder.class.getName(),
                                List.of(),
                                Map.of()));
        int port =
                Integer.parseInt(
                        holder.awaitLine("port=", Duration.ofSeconds(60))
                                .substring("port=".length()));
        assertThat(FreePort.claim(port)).isFalse();

        holder.close();

        assertThat(FreePort.claim(port)).isTrue();
        assertThat(FreePort.claim(port)).isFalse();
    }
}

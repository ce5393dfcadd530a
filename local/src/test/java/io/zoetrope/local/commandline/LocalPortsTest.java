package io.zoetrope.local.commandline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LocalPortsTest {
    @Test
    void aTakenPortIsNamedWithItsProperty() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> new LocalPorts(port, 0, 0, 0, OptionalInt.empty()).check())
                    .isInstanceOf(UsageProblem.class)
                    .hasMessage("port " + port + " is in use; give another -Dport");
            assertThatThrownBy(() -> new LocalPorts(0, port, 0, 0, OptionalInt.empty()).check())
                    .hasMessageEndingWith("give another -Dkafka.port");
            assertThatThrownBy(() -> new LocalPorts(0, 0, port, 0, OptionalInt.empty()).check())
                    .hasMessageEndingWith("give another -Dopensearch.port");
            assertThatThrownBy(() -> new LocalPorts(0, 0, 0, port, OptionalInt.empty()).check())
                    .hasMessageEndingWith("give another -Dflink.port");
            assertThatThrownBy(() -> new LocalPorts(0, 0, 0, 0, OptionalInt.of(port)).check())
                    .hasMessageEndingWith("give another -Dgrpc.port");
        }
    }

    @Test
    void onePortForTwoIsRefusedAndFreeOnesMayBeMany() {
        assertThatThrownBy(() -> new LocalPorts(9999, 0, 0, 9999, OptionalInt.empty()).check())
                .isInstanceOf(UsageProblem.class)
                .hasMessage("-Dport and -Dflink.port are both 9999; give another -Dflink.port");
        assertThatCode(() -> new LocalPorts(0, 0, 0, 0, OptionalInt.empty()).check())
                .doesNotThrowAnyException();
    }
}

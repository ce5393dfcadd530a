package io.zoetrope.local.commandline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The ports of a run, all on 127.0.0.1; 0 for any free one.
 *
 * @param page of the query service and its page
 * @param grpc empty for no gRPC
 */
public record LocalPorts(int page, int kafka, int openSearch, int flink, OptionalInt grpc) {
    /**
     * Looks before minutes of work depend on it.
     *
     * @throws UsageProblem if one is asked for twice, or cannot be listened on
     */
    public void check() {
        Map<Integer, LocalOption> asked = new LinkedHashMap<>();
        askFor(page, LocalOption.PORT, asked);
        askFor(kafka, LocalOption.KAFKA_PORT, asked);
        askFor(openSearch, LocalOption.OPENSEARCH_PORT, asked);
        askFor(flink, LocalOption.FLINK_PORT, asked);
        askFor(grpc.orElse(0), LocalOption.GRPC_PORT, asked);
        asked.forEach(LocalPorts::tryOut);
    }

    private static void askFor(int port, LocalOption option, Map<Integer, LocalOption> asked) {
        LocalOption other = port == 0 ? null : asked.put(port, option);
        if (other != null) {
            throw new UsageProblem(
                    "-D%s and -D%s are both %d; give another -D%2$s"
                            .formatted(other.property(), option.property(), port));
        }
    }

    private static void tryOut(int port, LocalOption option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1);
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            boolean taken = why.startsWith("Address already in use");
            throw new UsageProblem(
                    "port %d %s; give another -D%s"
                            .formatted(
                                    port,
                                    taken ? "is in use" : "cannot be listened on (" + why + ")",
                                    option.property()),
                    e);
        }
    }
}

package io.zoetrope.local;

import io.zoetrope.query.QueryOption;
import io.zoetrope.query.QueryService;
import io.zoetrope.query.QueryServiceOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The query service with its page, for a run on one machine. */
final class Page {
    private static final String LOOPBACK = "127.0.0.1";

    private Page() {}

    /**
     * @throws UsageProblem where somebody listens on the port already
     */
    static void checkPort(int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getByName(LOOPBACK), port), 1);
        } catch (IOException e) {
            throw new UsageProblem("port " + port + " is in use; give another -Dport", e);
        }
    }

    /**
     * @param readable files and folders that may be played
     */
    static QueryService start(
            LocalOptions asked,
            LocalModels models,
            LocalServers servers,
            DataFolder data,
            List<Path> readable)
            throws IOException {
        Map<QueryOption, String> options = new EnumMap<>(QueryOption.class);
        options.put(QueryOption.HOST, LOOPBACK);
        options.put(QueryOption.PORT, Integer.toString(asked.port()));
        options.put(QueryOption.OPENSEARCH, servers.openSearch().toString());
        options.put(QueryOption.KAFKA, servers.kafka());
        options.put(QueryOption.OBJECT_STORE, data.store().toUri().toString());
        options.put(QueryOption.SOURCE_ROOTS, list(readable));
        options.put(QueryOption.UPLOAD_DIR, data.uploads().toString());
        options.put(QueryOption.MODELS, list(asked.models()));
        options.put(QueryOption.ENCODER, models.encoder());
        return QueryService.start(QueryServiceOptions.of(options));
    }

    private static String list(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(","));
    }
}

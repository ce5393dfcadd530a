package io.zoetrope.local.rest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.QueryStringDecoder;

/** Which requests to Flink's REST are answered. */
final class ReadRules {
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private static final int HTTP = 80;

    /** Calls that end a job, for a proxy that passes nothing but GET. */
    private static final Set<String> ACTS = Set.of("yarn-cancel", "yarn-stop");

    private ReadRules() {}

    /**
     * @param uri as it was sent: path and query
     * @param hosts the Host headers that were sent
     * @param port that was connected to
     * @return why it is refused, in words that are safe in a JSON string; empty if it is answered
     */
    static Optional<String> problem(String method, String uri, List<String> hosts, int port) {
        if (!isThisMachine(hosts, port)) {
            return Optional.of("only requests to 127.0.0.1 or localhost are answered");
        }
        if (!READS.contains(method) || ACTS.contains(lastName(uri))) {
            return Optional.of("the Flink of a local run can be looked at, not changed");
        }
        return Optional.empty();
    }

    /**
     * The name that a page's address had when the browser looked up this machine for it: a foreign
     * name means that a foreign page reads here (DNS rebinding).
     */
    private static boolean isThisMachine(List<String> hosts, int port) {
        // The port of http goes without saying.
        String end = port == HTTP ? "" : ":" + port;
        Set<String> own = Set.of("127.0.0.1" + end, "localhost" + end);
        return hosts.size() == 1 && own.contains(hosts.get(0).toLowerCase(Locale.ROOT));
    }

    private static String lastName(String uri) {
        String path = new QueryStringDecoder(uri).path().replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}

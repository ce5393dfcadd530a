package io.zoetrope.testing.opensearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;

/**
 * Runs one node inside the child process. Its own start-up class is passed by: that one refuses to
 * run as root and wants a security policy, which a node on the loopback address does not need.
 *
 * <p>Compiled against OpenSearch, run from its home: never load it here.
 */
public final class NodeMain {
    /** Printed with the bound address when the node takes requests. */
    static final String READY = "ZOETROPE NODE READY ";

    private static final long CLOSE_SECONDS = 15;

    private NodeMain() {}

    /** A node whose constructor can be reached, with a plugin from the class path. */
    private static final class LocalNode extends Node {
        LocalNode(Environment environment) {
            super(environment, List.of(OwnRequestsOnly.class), true);
        }
    }

    /**
     * @param arguments the home, the configuration folder, then settings as {@code name=value}
     */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Map<String, String> settings = settings(arguments);
        LogConfigurator.setNodeName(settings.get("node.name"));
        Environment environment =
                InternalSettingsPreparer.prepareEnvironment(
                        Settings.builder().put("path.home", home.toString()).build(),
                        settings,
                        Path.of(arguments[1]),
                        () -> "local");
        LogConfigurator.configure(environment);
        Node node = new LocalNode(environment);
        node.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close-node"));
        System.out.println(READY + address(node));
        // The node's own threads are daemons: this one keeps the process alive.
        new CountDownLatch(1).await();
    }

    private static Map<String, String> settings(String[] arguments) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 2; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            settings.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        return settings;
    }

    private static String address(Node node) {
        return node.injector()
                .getInstance(HttpServerTransport.class)
                .boundAddress()
                .publishAddress()
                .toString();
    }

    private static void close(Node node) {
        try {
            node.close();
            node.awaitClose(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            System.out.println("node did not close in order: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.zoetrope.testing.opensearch;

import io.zoetrope.testing.process.ChildJvm;
import io.zoetrope.testing.process.ChildOptions;
import io.zoetrope.testing.process.FreePort;
import io.zoetrope.testing.process.TempFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A real OpenSearch node with k-NN and neural search in a child process, on 127.0.0.1.
 *
 * <p>Answers nothing that a browser sends for a page of another site ({@link OwnRequestsOnly}).
 *
 * <p>Up in five to fifteen seconds. It ends with this process, however that ends. Its k-NN has no
 * native libraries: use engine {@code lucene}; an index with engine {@code faiss} is accepted and
 * then hangs at its first refresh. Thread-safe. Whoever starts it closes it.
 */
public final class OpenSearchNode implements AutoCloseable {
    // Halves the start and what the compiler takes from a small machine.
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");
    // Of a compiler's thread that ended nobody knows what it took.
    private static final List<String> MEASURED = List.of("-XX:-UseDynamicNumberOfCompilerThreads");
    private static final String DEFAULT_HEAP = "512m";
    private static final Duration START = Duration.ofSeconds(120);

    private final ChildJvm child;
    private final URI uri;
    private final Path toDelete;

    private OpenSearchNode(ChildJvm child, URI uri, Path toDelete) {
        this.child = child;
        this.uri = uri;
        this.toDelete = toDelete;
    }

    /** Starts a node on a free port with a folder of its own that goes away with it. */
    public static OpenSearchNode start() {
        Path folder = TempFolders.create("zoetrope-opensearch");
        return start(folder, FreePort.find(), DEFAULT_HEAP, folder);
    }

    /**
     * As {@link #start()}, with the compiler that a node of weeks has: it starts more slowly and is
     * quicker after its first minutes. For measurements.
     */
    public static OpenSearchNode startOptimising() {
        return startOptimising(DEFAULT_HEAP);
    }

    /**
     * As {@link #startOptimising()}.
     *
     * @param heap as {@code -Xmx} takes it; {@code 512m} is enough for a few 100,000 moments
     */
    public static OpenSearchNode startOptimising(String heap) {
        Path folder = TempFolders.create("zoetrope-opensearch");
        return start(OpenSearchHome.find(), folder, FreePort.find(), heap, folder, MEASURED);
    }

    /** As {@link #start()}, without any plugin: it knows no vectors. */
    public static OpenSearchNode startWithoutPlugins() {
        Path folder = TempFolders.create("zoetrope-opensearch");
        try {
            Path bare =
                    OpenSearchHome.withoutPlugins(OpenSearchHome.find(), folder.resolve("home"));
            return start(bare, folder, FreePort.find(), DEFAULT_HEAP, folder, QUICK_START);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a home without plugins", e);
        }
    }

    /** Starts a node on a free port over a folder that is kept. */
    public static OpenSearchNode start(Path dataDir) {
        return start(dataDir, FreePort.find(), DEFAULT_HEAP, null);
    }

    /**
     * Starts a node over a folder that is kept: the indexes of an earlier start are there again.
     * Its log is {@code opensearch.log} in that folder.
     *
     * @param port for HTTP; 0 for a free one
     * @param heap as {@code -Xmx} takes it; {@code 512m} is enough for a few 100,000 moments
     */
    public static OpenSearchNode start(Path dataDir, int port, String heap) {
        return start(dataDir, port == 0 ? FreePort.find() : port, heap, null);
    }

    /** Where it takes HTTP requests. */
    public URI uri() {
        return uri;
    }

    public long pid() {
        return child.pid();
    }

    /** Completes with the exit code when its process is gone, whoever ended it. */
    public CompletableFuture<Integer> onExit() {
        return child.onExit();
    }

    public Path logFile() {
        return child.logFile();
    }

    /** Stops the node in order; returns when its process is gone. */
    @Override
    public void close() {
        child.close();
        if (toDelete != null) {
            TempFolders.delete(toDelete);
        }
    }

    private static OpenSearchNode start(Path folder, int port, String heap, Path toDelete) {
        return start(OpenSearchHome.find(), folder, port, heap, toDelete, QUICK_START);
    }

    private static OpenSearchNode start(
            Path home, Path folder, int port, String heap, Path toDelete, List<String> compiler) {
        // A relative folder would be taken below the child's own working folder.
        Path absolute = folder.toAbsolutePath();
        makeFolders(home, absolute);
        ChildJvm child = ChildJvm.start(options(home, absolute, port, heap, compiler));
        child.awaitLine(NodeMain.READY, START);
        return new OpenSearchNode(child, URI.create("http://127.0.0.1:" + port), toDelete);
    }

    private static void makeFolders(Path home, Path folder) {
        try {
            for (String name : List.of("config", "data", "logs", "tmp", "repo")) {
                Files.createDirectories(folder.resolve(name));
            }
            Files.copy(
                    home.resolve("config").resolve("log4j2.properties"),
                    folder.resolve("config").resolve("log4j2.properties"),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(folder.resolve("config").resolve("opensearch.yml"), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare OpenSearch's folder " + folder, e);
        }
    }

    private static ChildOptions options(
            Path home, Path folder, int port, String heap, List<String> compiler) {
        Path tmp = folder.resolve("tmp");
        List<String> jvm = new ArrayList<>(compiler);
        jvm.addAll(
                List.of(
                        "-Xms" + heap,
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + tmp,
                        "-Djna.tmpdir=" + tmp,
                        "-Djna.nosys=true",
                        "-Djava.awt.headless=true",
                        "-Dlog4j.shutdownHookEnabled=false",
                        "-Dlog4j2.disable.jmx=true",
                        "-Dio.netty.noUnsafe=true",
                        "-Dio.netty.allocator.numDirectArenas=0",
                        "-Dopensearch.path.home=" + home,
                        "-Dopensearch.path.conf=" + folder.resolve("config")));
        return new ChildOptions(
                "opensearch",
                folder,
                jvm,
                List.of(home.resolve("lib") + "/*"),
                NodeMain.class.getName(),
                List.of(
                        home.toString(),
                        folder.resolve("config").toString(),
                        "path.data=" + folder.resolve("data"),
                        "path.logs=" + folder.resolve("logs"),
                        "path.repo=" + folder.resolve("repo"),
                        "cluster.name=zoetrope",
                        "node.name=local",
                        "network.host=127.0.0.1",
                        "http.port=" + port,
                        "transport.port=0",
                        "discovery.type=single-node",
                        // A laptop's disk is often fuller than a server's may be.
                        "cluster.routing.allocation.disk.threshold_enabled=false"),
                Map.of());
    }
}

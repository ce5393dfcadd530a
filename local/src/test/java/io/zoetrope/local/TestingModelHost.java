package io.zoetrope.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.PackageFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A web server on loopback that has the files of a model package {@value #NAME}, which is the
 * bundled encoder, and a folder with its manifest alone.
 */
final class TestingModelHost implements AutoCloseable {
    static final String NAME = "away";

    private final ModelPackage model = ModelCatalog.bundled().find(ModelCatalog.DEFAULT_ENCODER);
    private final HttpServer server;
    private final Path described;
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final Set<String> corrupted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile String root = "/models/away";

    TestingModelHost(Path described) throws IOException {
        this.described = Files.createDirectories(described);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Files.createDirectories(described.resolve(NAME));
        Files.writeString(described.resolve(NAME).resolve(ModelPackage.MANIFEST), manifest());
    }

    /** Folder of packages, to be given as {@code -Dmodels}. */
    Path described() {
        return described;
    }

    String uri(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    byte[] bytes(String file) {
        return model.bytes(file);
    }

    int requests() {
        return requests.get();
    }

    void loses(String file) {
        lost.add(file);
    }

    void corrupts(String file) {
        corrupted.add(file);
    }

    /** The files are below this path only. */
    void movesTo(String path) {
        root = path;
    }

    private String manifest() {
        String text = new String(model.manifestBytes(), StandardCharsets.UTF_8);
        text = text.replaceFirst("(?m)^name: .*$", "name: " + NAME);
        for (PackageFile file : model.manifest().files()) {
            String url = uri(root + "/" + file.path());
            text =
                    text.replace(
                            "path: " + file.path() + ",",
                            "path: " + file.path() + ", url: \"" + url + "\",");
        }
        return text;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        String file = path.substring(path.lastIndexOf('/') + 1);
        boolean here = path.equals(root + "/" + file) && !lost.contains(file);
        try (exchange) {
            if (!here || model.manifest().file(file).isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = model.bytes(file);
            if (corrupted.contains(file)) {
                bytes[bytes.length / 2] ^= 1;
            }
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

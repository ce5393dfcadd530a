package io.zoetrope.testing.s3;

import io.zoetrope.testing.process.ChildJvm;
import io.zoetrope.testing.process.ChildOptions;
import io.zoetrope.testing.process.FreePort;
import io.zoetrope.testing.process.TempFolders;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server that speaks S3 (S3Mock) in a child process, on 127.0.0.1, with one bucket. It takes any
 * credentials and wants path-style addresses.
 *
 * <p>Up in about five seconds. It ends with this process, however that ends. Thread-safe. Whoever
 * starts it closes it.
 */
public final class S3Server implements AutoCloseable {
    /** The bucket that is there from the start. */
    public static final String BUCKET = "zoetrope";

    /** A region and credentials that clients may send; the server looks at none of them. */
    public static final String REGION = "us-east-1";

    public static final String ACCESS_KEY = "zoetrope";
    public static final String SECRET_KEY = "zoetrope";

    private static final Duration START = Duration.ofSeconds(120);
    private static final String STARTED = "Started S3MockApplication";

    private final ChildJvm child;
    private final URI endpoint;
    private final Path toDelete;

    private S3Server(ChildJvm child, URI endpoint, Path toDelete) {
        this.child = child;
        this.endpoint = endpoint;
        this.toDelete = toDelete;
    }

    /** Starts a server with a folder of its own that goes away with it. */
    public static S3Server start() {
        Path folder = TempFolders.create("zoetrope-s3");
        return start(folder, folder);
    }

    /** Starts a server over a folder that is kept, with its log {@code s3.log}. */
    public static S3Server start(Path dir) {
        return start(dir, null);
    }

    /** {@code http://127.0.0.1:port} */
    public URI endpoint() {
        return endpoint;
    }

    /** The bucket that is there from the start. */
    public String bucket() {
        return BUCKET;
    }

    public long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
        if (toDelete != null) {
            TempFolders.delete(toDelete);
        }
    }

    private static S3Server start(Path folder, Path toDelete) {
        List<String> classPath = S3MockClassPath.find();
        int port = FreePort.find();
        ChildJvm child =
                ChildJvm.start(
                        new ChildOptions(
                                "s3",
                                folder.toAbsolutePath(),
                                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                                classPath,
                                "com.adobe.testing.s3mock.S3MockApplication",
                                arguments(folder.toAbsolutePath().resolve("objects"), port),
                                Map.of()));
        child.awaitLine(STARTED, START);
        return new S3Server(child, URI.create("http://127.0.0.1:" + port), toDelete);
    }

    private static List<String> arguments(Path root, int port) {
        String store = "--com.adobe.testing.s3mock.store.";
        return List.of(
                "--server.address=127.0.0.1",
                "--http.port=" + port,
                "--server.port=" + FreePort.find(),
                store + "initial-buckets=" + BUCKET,
                store + "root=" + root,
                store + "retain-files-on-exit=true");
    }
}

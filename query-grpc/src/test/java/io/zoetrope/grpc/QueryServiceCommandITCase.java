package io.zoetrope.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/query-service} as an operator starts it who took it elsewhere with the folder that the
 * build makes: so it never builds, whatever was edited since.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class QueryServiceCommandITCase {
    private static final Path COMMAND = Path.of("../bin/query-service");
    private static final Path LIB = Path.of("target/query-service/lib").toAbsolutePath();
    private static final Pattern ADDRESS = Pattern.compile("query service on (http://\\S+:\\d+),");

    /** No servers are there, and few models are loaded. */
    private static final List<String> ALONE =
            List.of(
                    "--access=open",
                    "--kafka=127.0.0.1:1",
                    "--opensearch=http://127.0.0.1:1",
                    "--sentences=none",
                    "--sounds=none",
                    "--appearance=none",
                    "--captions=none");

    @TempDir Path folder;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void take() throws IOException {
        assertThat(LIB).isDirectory();
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.copy(COMMAND, bin.resolve("query-service"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(folder.resolve("lib"), LIB);
    }

    @AfterEach
    void end() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        Files.deleteIfExists(folder.resolve("lib"));
    }

    @Test
    void saysWhatItTakesAndWhatItDoesNot() throws Exception {
        assertThat(start("help", List.of("--help")).waitFor()).isZero();
        assertThat(said("help.out")).startsWith("Usage: ").contains("--grpc-port");
        assertThat(said("help.err")).isEmpty();

        assertThat(start("wrong", List.of("--colour=red")).waitFor()).isEqualTo(2);
        assertThat(said("wrong.out")).isEmpty();
        assertThat(said("wrong.err").lines())
                .containsExactly("query-service: unknown option --colour; try --help");
    }

    @Test
    void servesByHttpAndGrpcUntilItIsTold() throws Exception {
        Process service = start("first", List.of("--port=0", "--grpc-port=0"), ALONE);
        URI address = address(service);
        assertThat(get(address.resolve("/healthz")).statusCode()).isEqualTo(200);
        assertThat(get(address.resolve("/readyz")).statusCode()).isEqualTo(503);

        Process second = start("second", List.of("--port=" + address.getPort()), ALONE);
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(said("second.err").lines())
                .last()
                .asString()
                .startsWith("query-service: cannot start: ");

        service.destroy();
        assertThat(service.waitFor()).isEqualTo(143);
        assertThat(said("first.out")).isEmpty();
    }

    private URI address(Process service) throws Exception {
        while (true) {
            Matcher address = ADDRESS.matcher(said("first.err"));
            if (address.find()) {
                return URI.create(address.group(1));
            }
            assertThat(service.isAlive()).as(said("first.err")).isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @SafeVarargs
    private Process start(String name, List<String>... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(folder.resolve("bin/query-service").toString());
        List.of(arguments).forEach(command::addAll);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(folder.resolve(name + ".out").toFile())
                        .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private String said(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }
}

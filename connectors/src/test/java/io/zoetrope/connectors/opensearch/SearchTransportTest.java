package io.zoetrope.connectors.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS against a server whose certificate nobody knows but the option. */
class SearchTransportTest {
    private static final String PASSWORD = "changeit";

    @TempDir Path folder;
    private HttpsServer server;
    private String uri;
    private Path pem;

    @BeforeEach
    void start() throws Exception {
        Path store = folder.resolve("keys.p12");
        pem = folder.resolve("ca.pem");
        String[] common = {"-alias", "node", "-keystore", store.toString(), "-storepass", PASSWORD};
        keytool(
                common,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1");
        keytool(common, "-exportcert", "-rfc", "-file", pem.toString());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serverContext(store)));
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = "{\"tagline\":\"hello\"}".getBytes(UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        uri = "https://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void keytool(String[] common, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(common));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static SSLContext serverContext(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void aConfiguredCertificateIsTrusted() throws Exception {
        OpenSearchOptions options = OpenSearchOptions.of(uri).withCaCertificate(pem.toString());
        try (SearchConnection connection = SearchConnection.open(options)) {
            assertThat(connection.call("GET", "/", Map.of(), null).body().path("tagline").asText())
                    .isEqualTo("hello");
        }
    }

    @Test
    void anUnknownCertificateIsNot() throws Exception {
        try (SearchConnection connection = SearchConnection.open(OpenSearchOptions.of(uri))) {
            assertThatThrownBy(() -> connection.call("GET", "/", Map.of(), null))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aMissingCertificateFileIsNamed() {
        OpenSearchOptions options =
                OpenSearchOptions.of(uri).withCaCertificate(folder + "/none.pem");
        assertThatThrownBy(() -> SearchConnection.open(options)).hasMessageContaining("none.pem");
    }
}

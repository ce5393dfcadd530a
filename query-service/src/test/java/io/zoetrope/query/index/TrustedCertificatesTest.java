package io.zoetrope.query.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
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
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An OpenSearch whose certificate nobody knows but the option. */
@Timeout(30)
class TrustedCertificatesTest {
    private static final String PASSWORD = "changeit";

    @TempDir Path folder;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=a", "-ext", "san=ip:127.0.0.1");
        keytool("-exportcert", "-rfc", "-file", folder.resolve("ca.pem").toString());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serverContext()));
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = "{\"status\":\"green\"}".getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theCertificateOfTheOptionIsTrustedAndNoOther() throws IOException {
        try (IndexConnection trusting = connection("ca.pem");
                IndexConnection other = connection("")) {
            assertThat(trusting.send("GET", "/", Map.of(), null).body().path("status").asText())
                    .isEqualTo("green");
            assertThatThrownBy(() -> other.send("GET", "/", Map.of(), null))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aFileWithoutOneIsNamed() throws IOException {
        Files.writeString(folder.resolve("empty.pem"), "");
        for (String file : List.of("none.pem", "empty.pem")) {
            assertThatThrownBy(() -> connection(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--opensearch-ca-certificate expects")
                    .hasMessageContaining(file);
        }
    }

    private IndexConnection connection(String pem) {
        String file = pem.isEmpty() ? "" : folder.resolve(pem).toString();
        return new IndexConnection(
                QueryServiceOptions.of(
                                Map.of(
                                        QueryOption.OPENSEARCH,
                                        "https://127.0.0.1:" + server.getAddress().getPort(),
                                        QueryOption.OPENSEARCH_CA_CERTIFICATE,
                                        file))
                        .openSearch(),
                1);
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "node", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", folder.resolve("keys.p12").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private SSLContext serverContext() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}

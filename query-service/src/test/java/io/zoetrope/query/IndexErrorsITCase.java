package io.zoetrope.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.options.QueryOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an index that answers with an error makes of a request. */
class IndexErrorsITCase {
    /** More than a breaker looks at before it opens. */
    private static final int TIMES = 15;

    @ParameterizedTest
    @CsvSource({"400, 500, internal", "403, 500, internal", "429, 503, unavailable"})
    void whatItRefusesIsNoReasonToTryAgain(int index, int status, String code) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] body = "{\"error\": \"parse_exception\"}".getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(index, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        try (TestingService service =
                TestingService.start(
                        Map.of(
                                QueryOption.OPENSEARCH,
                                "http://127.0.0.1:" + server.getAddress().getPort(),
                                QueryOption.KAFKA,
                                TestingServers.kafka().bootstrapServers()))) {
            for (int i = 0; i < TIMES; i++) {
                Answer answer = service.get("/v1/videos");
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.errorCode()).isEqualTo(code);
                assertThat(answer.json().toString()).doesNotContain("parse_exception");
            }
        } finally {
            server.stop(0);
        }
    }
}

package io.zoetrope.query;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the document is held to what is answered, and not the other way round. */
class TestingContractTest {
    private static final String LABEL =
            "{'name': 'a', 'positives': [], 'negatives': [], 'labelled': 1, 'version': 1,"
                    + " 'updated_at': '2026-01-31T12:00:00Z', 'spreading': {'state': 'done', 'done': 1,"
                    + " 'total': 1}}";

    private static void check(String method, String path, int status, String type, String body) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(body.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestingContract.check(method, path, new Said(status, type), json);
    }

    @Test
    void whatIsDescribedPasses() {
        assertThatCode(
                        () -> {
                            check("GET", "/v1/labels/a?x=1", 200, "application/json", LABEL);
                            check("DELETE", "/v1/labels/a", 204, "", "{}");
                            check(
                                    "GET",
                                    "/v1/labels/a",
                                    404,
                                    "application/json",
                                    "{'error': {'code': 'a', 'message': 'b', 'request_id': 'c'}}");
                            check("GET", "/v1/nothing", 404, "text/plain", "{}");
                        })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'labelled' | 'labeled' | labeled",
                "'labelled': 1 | 'labelled': '1' | labelled",
                "'done', | 'gone', | state",
                "'total': 1 | 'total': 1, 'more': 2 | more",
                "'name': 'a', | ^^ | name"
            })
    void whatIsNotDescribedDoesNot(String said, String other, String named) {
        String body = LABEL.replace(said.strip(), other.strip());
        assertThatThrownBy(() -> check("GET", "/v1/labels/a", 200, "application/json", body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(named);
    }

    @Test
    void neitherDoAnotherStatusOrType() {
        assertThatThrownBy(() -> check("GET", "/v1/labels/a", 202, "application/json", LABEL))
                .hasMessageContaining("answers 202");
        assertThatThrownBy(() -> check("GET", "/v1/labels/a", 200, "text/plain", LABEL))
                .hasMessageContaining("text/plain");
        assertThatThrownBy(() -> check("GET", "/v1/labels/a", 404, "application/json", "{}"))
                .hasMessageContaining("error");
    }

    /** As far as it is looked at. */
    private record Said(int statusCode, String type) implements HttpResponse<byte[]> {
        @Override
        public HttpRequest request() {
            return null;
        }

        @Override
        public Optional<HttpResponse<byte[]>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of("Content-Type", List.of(type)), (a, b) -> true);
        }

        @Override
        public byte[] body() {
            return new byte[0];
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return null;
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}

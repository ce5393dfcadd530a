package io.zoetrope.local.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadRulesTest {
    private static final int PORT = 8081;
    private static final List<String> OWN = List.of("127.0.0.1:8081");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/jobs/overview", "/v1/jobs?x=yarn-cancel"})
    void looksAreAnswered(String uri) {
        assertThat(ReadRules.problem("GET", uri, OWN, PORT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /jars/upload",
        "POST, /jobs",
        "PATCH, /jobs/1",
        "PUT, /jobs/1/resource-requirements",
        "DELETE, /cluster",
        "OPTIONS, /jobs",
        "get, /jobs",
        "GET, /jobs/1/yarn-cancel",
        "GET, /v1/jobs/1/yarn-stop/?x=1",
        "GET, /jobs/1/yarn%2Dcancel"
    })
    void whatActsIsRefused(String method, String uri) {
        assertThat(ReadRules.problem(method, uri, OWN, PORT)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8081, 8081, true",
        "LocalHost:8081, 8081, true",
        "localhost, 80, true",
        "127.0.0.1, 8081, false",
        "127.0.0.1:8080, 8081, false",
        "rebound.example:8081, 8081, false",
        "127.0.0.1.rebound.example:8081, 8081, false",
        "'', 8081, false"
    })
    void onlyThisMachinesOwnNamesAreAnswered(String host, int port, boolean answered) {
        assertThat(ReadRules.problem("GET", "/", List.of(host), port).isEmpty())
                .isEqualTo(answered);
    }

    @Test
    void noNameOrSeveralAreRefused() {
        assertThat(ReadRules.problem("GET", "/", List.of(), PORT)).isNotEmpty();
        assertThat(ReadRules.problem("GET", "/", List.of(OWN.get(0), "a.example"), PORT))
                .isNotEmpty();
    }
}

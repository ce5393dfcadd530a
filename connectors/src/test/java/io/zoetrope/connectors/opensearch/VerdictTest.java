package io.zoetrope.connectors.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        "200, '', ACCEPTED",
        "201, '', ACCEPTED",
        "429, rejected_execution_exception, RETRY",
        "429, cluster_block_exception, RETRY",
        "408, '', RETRY",
        "500, '', RETRY",
        "502, '', RETRY",
        "503, unavailable_shards_exception, RETRY",
        "400, mapper_parsing_exception, REJECT",
        "400, illegal_argument_exception, REJECT",
        "409, version_conflict_engine_exception, RETRY",
        "413, '', REJECT",
        "404, index_not_found_exception, FAIL",
        "401, '', FAIL",
        "403, security_exception, FAIL",
        "403, cluster_block_exception, RETRY"
    })
    void everyAnswerHasOneOfThreeOutcomes(int status, String type, Verdict verdict) {
        assertThat(Verdict.of(status, type)).isEqualTo(verdict);
    }

    @Test
    void optionsDoNotShowThePassword() {
        assertThat(OpenSearchOptions.of("http://h:9200").withLogin("ann", "secret").toString())
                .contains("ann")
                .doesNotContain("secret");
    }
}

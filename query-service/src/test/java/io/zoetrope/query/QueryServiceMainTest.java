package io.zoetrope.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.options.QueryOption;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryServiceMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpIsWhatWasAskedFor(String argument) throws Exception {
        assertThat(run(argument)).isZero();
        for (QueryOption option : QueryOption.values()) {
            assertThat(out.toString(UTF_8))
                    .contains("--" + option.key() + " ", "(" + option.variable() + ";");
        }
        assertThat(out.toString(UTF_8)).startsWith("Usage: query-service ");
        assertThat(err.size()).isZero();
    }

    @Test
    void whatCannotBeIsOneLineOfWhatIsWrong() throws Exception {
        assertThat(run("--colour=red")).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines())
                .containsExactly("query-service: unknown option --colour; try --help");
        assertThat(out.size()).isZero();
    }

    private int run(String... arguments) throws Exception {
        return QueryServiceMain.run(
                arguments,
                Map.of(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }
}

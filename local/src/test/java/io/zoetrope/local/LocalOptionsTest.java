package io.zoetrope.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalOptionsTest {
    @Test
    void emptyValuesAreDefaults() {
        LocalOptions options =
                LocalOptions.parse(
                        new String[] {"--videos=", "--port=", "--data=", "--default-data=/tmp/d"});
        assertThat(options.videos()).isEmpty();
        assertThat(options.port()).isEqualTo(LocalOptions.DEFAULT_PORT);
        assertThat(options.data()).isEqualTo(Path.of("/tmp/d"));
        assertThat(options.once()).isFalse();
    }

    @Test
    void listsAreSplitAtCommas() {
        LocalOptions options =
                LocalOptions.parse(new String[] {"--videos=/a, /b/c.mp4", "--once=true"});
        assertThat(options.videos()).containsExactly(Path.of("/a"), Path.of("/b/c.mp4"));
        assertThat(options.once()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--port=http, -Dport is a number",
        "--port=70000, -Dport is a number",
        "--once=yes, -Donce is true or false",
        "--prot=80, is not understood",
        "videos, is not understood"
    })
    void whatIsWrongIsNamed(String argument, String message) {
        assertThatThrownBy(() -> LocalOptions.parse(new String[] {argument}))
                .isInstanceOf(UsageProblem.class)
                .hasMessageContaining(message);
    }
}

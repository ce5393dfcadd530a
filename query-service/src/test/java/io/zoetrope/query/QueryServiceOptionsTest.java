package io.zoetrope.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryServiceOptionsTest {
    @Test
    void defaultsBindTheLoopbackOnly() {
        QueryServiceOptions options = QueryServiceOptions.of(Map.of());
        assertThat(options.http())
                .isEqualTo(new QueryServiceOptions.Http("127.0.0.1", 8080, "default"));
        assertThat(options.media().sourceRoots()).isEmpty();
        assertThat(options.media().uploadDir()).isEmpty();
        assertThat(options.media().keyFrames()).isEmpty();
    }

    @Test
    void theCommandLineWinsOverTheEnvironment() {
        Map<String, String> environment =
                Map.of("ZOETROPE_QUERY_PORT", "1", "ZOETROPE_QUERY_KAFKA", "k:1");
        QueryServiceOptions options =
                QueryServiceOptions.parse(new String[] {"--port=2"}, environment);
        assertThat(options.http().port()).isEqualTo(2);
        assertThat(options.kafka().bootstrap()).isEqualTo("k:1");
    }

    @Test
    void readsPathsAndSizes() {
        QueryServiceOptions.Media media =
                QueryServiceOptions.of(
                                Map.of(
                                        QueryOption.OBJECT_STORE, "file:///data/my%20store",
                                        QueryOption.SOURCE_ROOTS, "/a, /b/../c",
                                        QueryOption.MAX_UPLOAD_MB, "3"))
                        .media();
        assertThat(media.keyFrames()).contains(Path.of("/data/my store"));
        assertThat(media.sourceRoots()).isEqualTo(List.of(Path.of("/a"), Path.of("/c")));
        assertThat(media.maxUploadBytes()).isEqualTo(3L << 20);
    }

    @ParameterizedTest
    @CsvSource({
        "--port=x, --port expects a whole number",
        "--port=70000, --port expects a whole number",
        "--opensearch=nowhere, --opensearch expects an address",
        "--object-store=s3a://b/c, --object-store expects a file: uri",
        "--host=, --host expects a value",
        "--colour=red, unknown option --colour",
        "port, expected --option=value"
    })
    void namesWhatIsWrong(String argument, String message) {
        assertThatThrownBy(() -> QueryServiceOptions.parse(new String[] {argument}, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void neverShowsThePassword() {
        QueryServiceOptions options =
                QueryServiceOptions.of(Map.of(QueryOption.OPENSEARCH_PASSWORD, "s3cret"));
        assertThat(options.toString()).doesNotContain("s3cret");
    }

    @Test
    void helpAndTheOptionsTableNameEveryOption() throws IOException {
        String table = Files.readString(Path.of("OPTIONS.md"));
        for (QueryOption option : QueryOption.values()) {
            assertThat(QueryServiceMain.help()).contains("--" + option.key());
            assertThat(table)
                    .contains(
                            "| `%s` | %s | %s |"
                                    .formatted(
                                            option.key(),
                                            option.defaultValue().isEmpty()
                                                    ? ""
                                                    : "`" + option.defaultValue() + "`",
                                            option.description()));
        }
    }
}

package io.zoetrope.query.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.query.QueryServiceMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryServiceOptionsTest {
    @Test
    void defaultsBindTheLoopbackOnly() {
        QueryServiceOptions options = QueryServiceOptions.of(Map.of());
        assertThat(options.http())
                .isEqualTo(
                        new QueryServiceOptions.Http(
                                "127.0.0.1", 8080, List.of(), List.of(), List.of(), List.of()));
        assertThat(options.access())
                .isEqualTo(
                        new QueryServiceOptions.Access(
                                false, Optional.empty(), "default", 100, Optional.empty()));
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
        assertThat(media.keyFrames()).contains(URI.create("file:///data/my%20store"));
        assertThat(media.sourceRoots()).isEqualTo(List.of(Path.of("/a"), Path.of("/c")));
        assertThat(media.maxUploadBytes()).isEqualTo(3L << 20);
    }

    @Test
    void readsWhereTheBucketIs() {
        QueryServiceOptions.Media media =
                QueryServiceOptions.of(
                                Map.of(
                                        QueryOption.OBJECT_STORE, "s3a://bucket/root",
                                        QueryOption.S3_ENDPOINT, "http://127.0.0.1:9000",
                                        QueryOption.S3_PATH_STYLE, "true"))
                        .media();
        assertThat(media.keyFrames()).contains(URI.create("s3a://bucket/root"));
        assertThat(media.s3().endpoint()).contains(URI.create("http://127.0.0.1:9000"));
        assertThat(media.s3().pathStyle()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--port=x, --port expects a whole number",
        "--access=closed, --access expects keys or open",
        "--cors-origins=*, --cors-origins expects origins",
        "--cors-origins=https://a.example/path, --cors-origins expects origins",
        "--port=70000, --port expects a whole number",
        "--opensearch=nowhere, --opensearch expects an address",
        "--object-store=ftp://bucket/c, --object-store expects a file: or s3: or s3a: uri",
        "--object-store=s3a:bucket, --object-store expects a file: or s3: or s3a: uri",
        "--object-store=s3a://user@bucket/c, --object-store expects a file: or s3: or s3a: uri",
        "--s3-endpoint=nowhere, --s3-endpoint expects an address",
        "--s3-path-style=yes, --s3-path-style expects true or false",
        "--s3-access-key=a, --s3-secret-key expects a value with --s3-access-key",
        "--clip-seconds=0, --clip-seconds expects a whole number from 1 on",
        "--clip-cache-mb=127, --clip-cache-mb expects a whole number from 128 on",
        "--presign-segments=true, --presign-segments expects an object-store in a bucket",
        "--media-origins=*, --media-origins expects origins",
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
                QueryServiceOptions.of(
                        Map.of(
                                QueryOption.OPENSEARCH_PASSWORD, "s3cret",
                                QueryOption.S3_ACCESS_KEY, "a",
                                QueryOption.S3_SECRET_KEY, "s3cret"));
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

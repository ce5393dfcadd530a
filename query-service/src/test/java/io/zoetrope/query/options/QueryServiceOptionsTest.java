package io.zoetrope.query.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryServiceOptionsTest {
    @TempDir Path folder;

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

    @ParameterizedTest
    @CsvSource({"PORT", "GRPC_PORT"})
    void whatKubernetesSetsForAServiceIsNoPort(QueryOption port) {
        Map<String, String> environment = Map.of(port.variable(), "tcp://10.96.3.4:8080");
        assertThat(QueryServiceOptions.parse(new String[0], environment))
                .isEqualTo(QueryServiceOptions.of(Map.of()));
        assertThatThrownBy(
                        () ->
                                QueryServiceOptions.parse(
                                        new String[] {"--" + port.key() + "=tcp://a:1"}, Map.of()))
                .hasMessageContaining("expects a whole number");
    }

    @Test
    void readsPropertiesOfKafkaAndNeverShowsThem() throws IOException {
        Path file = folder.resolve("client.properties");
        Files.writeString(
                file,
                "security.protocol = SASL_SSL\nsasl.jaas.config=Login required p=\"s3\u00e4cret\";\n");
        QueryServiceOptions options =
                QueryServiceOptions.of(
                        Map.of(
                                QueryOption.KAFKA,
                                "k:1",
                                QueryOption.KAFKA_PROPERTIES_FILE,
                                file.toString()));
        assertThat(options.kafka().client(Map.of("acks", "all")))
                .containsOnly(
                        Map.entry("acks", "all"),
                        Map.entry("bootstrap.servers", "k:1"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.jaas.config", "Login required p=\"s3\u00e4cret\";"));
        assertThat(options.toString()).doesNotContain("s3\u00e4cret");
    }

    @Test
    void aFileOfPropertiesThatCannotBeReadIsNamed() throws IOException {
        Path large = folder.resolve("large.properties");
        Files.writeString(large, "a=" + "b".repeat(70_000));
        for (Path file : List.of(large, folder.resolve("none.properties"))) {
            assertThatThrownBy(
                            () ->
                                    QueryServiceOptions.of(
                                            Map.of(
                                                    QueryOption.KAFKA_PROPERTIES_FILE,
                                                    file.toString())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--kafka-properties-file expects a file")
                    .hasMessageContaining(file.toString());
        }
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
        "--opensearch=//search.example:9200, --opensearch expects an address",
        "--opensearch=https://ann:pa55@search.example:9200, --opensearch expects an address",
        "--opensearch=ann:pa55@search.example:9200, --opensearch expects an address",
        "--object-store=s3a://key:pa55@bucket/c, --object-store expects a file: or s3: or s3a: uri",
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
                .hasMessageContaining(message)
                .hasMessageNotContaining("pa55");
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
    void theTableOfOptionsHasEachOnce() throws IOException {
        List<String> rows =
                Files.readAllLines(Path.of("OPTIONS.md")).stream()
                        .dropWhile(line -> !line.startsWith("| option "))
                        .takeWhile(line -> line.startsWith("|"))
                        .skip(2)
                        .toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(QueryOption.values())
                                .map(QueryServiceOptionsTest::row)
                                .toList());
    }

    private static String row(QueryOption option) {
        String value = option.defaultValue().isEmpty() ? "" : "`" + option.defaultValue() + "`";
        return "| `%s` | %s | %s |".formatted(option.key(), value, option.description());
    }
}

package io.zoetrope.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.operators.parse.ArrivalParser;
import io.zoetrope.operators.parse.ParsedEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options, their command line, and their table in docs, which this test can write. */
class OptionsTableTest {
    private static final String REQUIRED =
            "--kafka.bootstrap-servers k:1 --opensearch.hosts http://o:1;http://p:2 --store.root file:///s";

    /** Run with {@code -Dzoetrope.write-docs=true} to write the table anew. */
    @Test
    void theTableInDocsIsThisOne() throws IOException {
        Path file = Path.of("..", "docs", "options.md").toAbsolutePath().normalize();
        if (Boolean.getBoolean("zoetrope.write-docs")) {
            Files.writeString(file, table());
        }

        assertThat(file).as("run with -Dzoetrope.write-docs=true").hasContent(table());
    }

    @Test
    void everyOptionHasADescription() {
        assertThat(IndexVideosOptions.all())
                .hasSizeGreaterThan(40)
                .allSatisfy(option -> assertThat(describe(option)).hasSizeGreaterThan(10));
    }

    @Test
    void readsTheCommandLine() {
        Configuration options =
                JobArguments.parse(
                        (REQUIRED + " --sampling.mode keyframes --sampling.interval=2s")
                                .split(" "));

        assertThat(options.get(IndexOptions.OPENSEARCH_HOSTS))
                .containsExactly("http://o:1", "http://p:2");
        assertThat(options.get(SamplingOptions.SAMPLING_MODE)).isEqualTo(SamplingMode.KEYFRAMES);
        assertThat(options.get(SamplingOptions.SAMPLING_INTERVAL)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void readsWhoseSourcesAreWhose() throws RejectedInput {
        Configuration options =
                JobArguments.parse(
                        (REQUIRED + " --tenants.prefixes acme/raw=s3a://media/acme;beta=s3a://beta")
                                .split(" "));
        ArrivalParser parser = new ArrivalParser(new StepSettings(options).tenants());
        byte[] bare = "{\"uri\":\"s3a://media/acme/a.mp4\"}".getBytes(UTF_8);
        byte[] foreign = "{\"uri\":\"s3a://media/acme/a.mp4\",\"tenant\":\"beta\"}".getBytes(UTF_8);

        VideoRef owned = entry(parser, bare).arrival().video();

        assertThat(owned.tenant()).isEqualTo("acme");
        assertThat(owned.collection()).isEqualTo("raw");
        assertThat(entry(parser, foreign).problem().is(Reason.FORBIDDEN_SOURCE)).isTrue();
    }

    private static ParsedEntry entry(ArrivalParser parser, byte[] value) throws RejectedInput {
        RawEvent event = RawEvent.of(value, 0);
        return parser.parse(event).entries().get(0);
    }

    @Test
    void readsAFolderOfOptionsThatTheLineGoesBefore(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("config.yaml"),
                """
                opensearch:
                  password: secret
                kafka:
                  group-id: from-file
                  properties: 'security.protocol:SSL'
                """);

        Configuration options =
                JobArguments.parse(
                        (REQUIRED + " --kafka.group-id from-line --options " + folder).split(" "));

        assertThat(options.get(IndexOptions.OPENSEARCH_PASSWORD)).isEqualTo("secret");
        assertThat(options.get(TopicOptions.KAFKA_GROUP)).isEqualTo("from-line");
        assertThat(options.get(TopicOptions.KAFKA_PROPERTIES))
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void namesWhatIsWrongOnTheLine() {
        for (List<String> wrong :
                List.of(
                        List.of("--no.such 1", "no.such"),
                        List.of("--kafka.group-id", "--kafka.group-id"),
                        List.of("word", "word"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> JobArguments.parse((REQUIRED + " " + wrong.get(0)).split(" ")))
                    .withMessageContaining(wrong.get(1));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobArguments.parse(new String[0]))
                .withMessageContaining("--kafka.bootstrap-servers is required");
    }

    private static String table() {
        StringBuilder text =
                new StringBuilder(
                        """
                        # Options of the job

                        Given as `--key value`, or as keys of a `config.yaml` in a folder named by `--options`; what stands on the
                        command line wins. Made from `IndexVideosOptions`.

                        | option | default | what it does |
                        |---|---|---|
                        """);
        for (ConfigOption<?> option : IndexVideosOptions.all()) {
            text.append(
                    "| `%s` | %s | %s |\n"
                            .formatted(option.key(), value(option), describe(option)));
        }
        return text.toString();
    }

    private static String value(ConfigOption<?> option) {
        if (!option.hasDefaultValue()) {
            return "";
        }
        Object value = option.defaultValue();
        String text = String.valueOf(value);
        if (value instanceof Duration duration) {
            text = TimeUtils.formatWithHighestUnit(duration);
        } else if (value instanceof List<?> list) {
            text = list.stream().map(String::valueOf).collect(Collectors.joining(";"));
        } else if (value instanceof Map<?, ?> map && map.isEmpty()) {
            text = "";
        } else if (value instanceof Enum<?> constant) {
            text = constant.toString().toLowerCase(Locale.ROOT);
        }
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String describe(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description()).replace("|", "\\|");
    }
}

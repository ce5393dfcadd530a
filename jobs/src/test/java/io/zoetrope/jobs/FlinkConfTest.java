package io.zoetrope.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalResourceOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code flink-conf} ships, held against the options that Flink and the job know. */
class FlinkConfTest {
    private static final Path FOLDER = Path.of("../flink-conf");
    private static final String JAVA_OPTIONS = "env.java.opts.all";

    private static final List<Class<?>> OPTIONS =
            List.of(
                    CheckpointingOptions.class,
                    CoreOptions.class,
                    ExternalResourceOptions.class,
                    HeartbeatManagerOptions.class,
                    HighAvailabilityOptions.class,
                    JobManagerOptions.class,
                    MetricOptions.class,
                    PipelineOptions.class,
                    RestOptions.class,
                    RestartStrategyOptions.class,
                    StateBackendOptions.class,
                    TaskManagerOptions.class);

    /**
     * Of what is not on the class path here: the operator, and what a name stands in the middle of.
     */
    private static final Set<String> OTHERS =
            Set.of(
                    "kubernetes.taskmanager.memory.limit-factor",
                    "kubernetes.operator.savepoint.format.type",
                    "external-resource.gpu.amount",
                    "external-resource.gpu.driver-factory.class",
                    "external-resource.gpu.param.discovery-script.path",
                    "metrics.reporter.prom.factory.class",
                    "metrics.reporter.prom.port");

    /** The operator's validator refuses a deployment for each. */
    private static final Set<String> FORBIDDEN =
            Set.of("kubernetes.namespace", "kubernetes.cluster-id", "high-availability.cluster-id");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "cluster", "gpu", "kubernetes"})
    void everyKeyIsFlinksAndHasAValueOfItsType(String installation) throws IOException {
        Map<String, String> settings = settings(installation);
        Map<String, ConfigOption<?>> known = known();
        Configuration configuration = Configuration.fromMap(settings);
        List<String> unknown = new ArrayList<>();
        for (String key : settings.keySet()) {
            if (known.containsKey(key)) {
                assertThat(configuration.get(known.get(key))).as(key).isNotNull();
            } else if (!OTHERS.contains(key)) {
                unknown.add(key);
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(settings).doesNotContainKeys(FORBIDDEN.toArray(new String[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "kubernetes"})
    void everyProcessIsStartedAsTheTestedCluster(String installation) throws IOException {
        assertThat(settings(installation).get(JAVA_OPTIONS))
                .isEqualTo(settings("cluster").get(JAVA_OPTIONS))
                .contains("--add-opens=java.base/java.util=ALL-UNNAMED");
    }

    @Test
    void theDeploymentsJobTakesItsArguments() throws IOException {
        JsonNode job = deployment().at("/spec/job");
        assertThat(job.path("entryClass").asText()).isEqualTo(IndexVideosJob.class.getName());
        Files.writeString(
                folder.resolve("config.yaml"),
                documents().get(0).at("/stringData/config.yaml").asText());
        List<String> arguments = new ArrayList<>();
        job.path("args")
                .forEach(
                        each -> arguments.add(each.asText().replace("/etc/zoetrope", folder + "")));

        Configuration options = JobArguments.parse(arguments.toArray(new String[0]));
        assertThat(options.get(IndexOptions.OPENSEARCH_PASSWORD)).isEqualTo("change-it");
        assertThat(options.get(AnalyserOptions.DETECTOR)).isEqualTo("zoetrope-detector");
        assertThat(deployment().at("/spec/podTemplate").toString())
                .contains("\"mountPath\":\"/etc/zoetrope\"", "\"secretName\":\"zoetrope-options\"");
    }

    @Test
    void theImageHasWhatTheDeploymentAndTheJobNeed() throws IOException {
        String image = Files.readString(FOLDER.resolve("kubernetes/Dockerfile"));
        String jar = deployment().at("/spec/job/jarURI").asText();
        assertThat(jar).startsWith("local://");
        assertThat(image).contains(" " + jar.substring("local://".length()) + "\n");
        String version = deployment().at("/spec/flinkVersion").asText();
        assertThat(image).contains("FROM flink:" + version.substring(1).replace('_', '.') + ".");

        String lib = Files.readString(Path.of("../testing/flink-lib/pom.xml"));
        Matcher copied = Pattern.compile("target/lib/([a-z-]+)-\\*\\.jar").matcher(image);
        List<String> artifacts = new ArrayList<>();
        while (copied.find()) {
            artifacts.add(copied.group(1));
            assertThat(lib).contains("<artifactId>" + copied.group(1) + "</artifactId>");
        }
        assertThat(artifacts)
                .containsExactlyInAnyOrder(
                        "hadoop-client-api",
                        "hadoop-client-runtime",
                        "onnxruntime",
                        "javacpp",
                        "ffmpeg");
    }

    private static Map<String, String> settings(String installation) throws IOException {
        Map<String, String> flat = new TreeMap<>();
        if (installation.equals("kubernetes")) {
            flatten("", deployment().at("/spec/flinkConfiguration"), flat);
        } else {
            flatten("", read(FOLDER.resolve(installation).resolve("config.yaml")).get(0), flat);
        }
        assertThat(flat).isNotEmpty();
        return flat;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(each -> flatten(prefix + "." + each.getKey(), each.getValue(), into));
        } else {
            into.put(prefix.substring(1), node.asText());
        }
    }

    private static JsonNode deployment() throws IOException {
        JsonNode deployment = documents().get(1);
        assertThat(deployment.path("kind").asText()).isEqualTo("FlinkDeployment");
        return deployment;
    }

    private static List<JsonNode> documents() throws IOException {
        return read(FOLDER.resolve("kubernetes/flink-deployment.yaml"));
    }

    private static List<JsonNode> read(Path file) throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(file.toFile())
                .readAll();
    }

    private static Map<String, ConfigOption<?>> known() {
        Map<String, ConfigOption<?>> known = new HashMap<>();
        for (Class<?> options : OPTIONS) {
            for (Field field : options.getFields()) {
                if (field.getType() == ConfigOption.class) {
                    ConfigOption<?> option = read(field);
                    known.put(option.key(), option);
                    option.fallbackKeys().forEach(old -> known.put(old.getKey(), option));
                }
            }
        }
        return known;
    }

    private static ConfigOption<?> read(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " is public", e);
        }
    }
}

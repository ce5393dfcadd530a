package io.zoetrope.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.jobs.SourceOptions;
import io.zoetrope.local.commandline.LocalOptions;
import io.zoetrope.local.commandline.Terminal;
import io.zoetrope.query.QueryService;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.Shot;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code POST /v1/videos} answers, followed to its end: a web server, service and job. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class PostedVideosITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RATE = 10;

    @TempDir Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theIdThatWasAnsweredLeadsToEveryVersionOfTheFile() throws Exception {
        LocalOptions options =
                LocalOptions.parse(
                        new String[] {
                            "--port=0", "--data=" + folder.resolve("data"), "--detector=none"
                        });
        LocalModels models =
                LocalModels.find(
                        options.models(),
                        ModelPull.of(options.models(), Map.of(), Terminal.ofProcess()));
        try (TestingWebFile web = new TestingWebFile();
                DataFolder data = DataFolder.open(options.data());
                LocalServers servers = LocalServers.start(data, options.ports())) {
            Configuration settings = JobSettings.of(models, servers, data, List.of());
            settings.set(SourceOptions.SOURCE_PRIVATE_HOSTS, true);
            try (LocalJob job =
                            LocalJob.start(settings, data.flink(models.id()), 0, servers::alive);
                    QueryService service =
                            Page.start(options.ports(), models, servers, data, List.of())) {
                follow(web, servers, job, service.uri());
                kafkaThatEndsIsNamed(servers);
            }
        }
    }

    private void follow(TestingWebFile web, LocalServers servers, LocalJob job, URI service)
            throws Exception {
        web.holds(clip("first.mp4", 3), "one");
        HttpResponse<String> posted =
                send(
                        HttpRequest.newBuilder(service.resolve("/v1/videos"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"uri\":\"" + web.uri() + "\"}")));
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(202);
        String id = JSON.readTree(posted.body()).path("video_id").asText();
        URI location = service.resolve(posted.headers().firstValue("Location").orElseThrow());
        awaitReady(location, 3000, job);

        web.holds(clip("second.mp4", 5), "two");
        arrival(servers, web.uri());
        awaitReady(location, 5000, job);
        List<JsonNode> moments =
                get(service.resolve("/v1/videos/" + id + "/moments")).findValues("end_ms");
        assertThat(moments.get(moments.size() - 1).asLong())
                .as("end of the last moment, of the new file")
                .isGreaterThan(3000)
                .isLessThanOrEqualTo(5000);

        String query = "/v1/videos?uri=" + URLEncoder.encode(web.uri(), StandardCharsets.UTF_8);
        assertThat(get(service.resolve(query)).path("videos").findValuesAsText("video_id"))
                .containsExactly(id);
    }

    /** A broker that cannot go on, on a full disk for one, asks for the end of its process. */
    private static void kafkaThatEndsIsNamed(LocalServers servers) {
        servers.checkAlive();
        Exit.halt(1, "no log folder is left");
        assertThatThrownBy(servers::checkAlive)
                .isInstanceOf(ServerEnded.class)
                .hasMessage("Kafka ended (exit code 1): no log folder is left");
    }

    private Path clip(String name, int seconds) {
        return ClipMaker.make(
                        folder.resolve(name),
                        ClipOptions.h264(128, 96, RATE),
                        List.of(new Shot("numbers", new FrameNumbers(), seconds * RATE)))
                .file();
    }

    /** As a bucket tells of a changed object: without an id. */
    private static void arrival(LocalServers servers, String uri) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers.kafka()),
                        new StringSerializer(),
                        new StringSerializer())) {
            String event = "{\"uri\":\"" + uri + "\"}";
            producer.send(new ProducerRecord<>(JobSettings.ARRIVALS, uri, event)).get();
        }
    }

    private void awaitReady(URI video, long durationMs, LocalJob job) throws Exception {
        for (; ; ) {
            JsonNode now = get(video);
            if (now.path("status").asText().equals("ready")
                    && now.path("duration_ms").asLong() == durationMs) {
                return;
            }
            assertThat(now.path("status").asText()).as(now.toString()).isNotEqualTo("failed");
            job.checkAlive();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private JsonNode get(URI uri) throws IOException, InterruptedException {
        return JSON.readTree(send(HttpRequest.newBuilder(uri)).body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}

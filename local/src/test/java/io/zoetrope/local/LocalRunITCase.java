package io.zoetrope.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.scenes.Backdrop;
import io.zoetrope.testing.scenes.Colour;
import io.zoetrope.testing.scenes.Kind;
import io.zoetrope.testing.scenes.SceneDealer;
import io.zoetrope.testing.scenes.ScenePainter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The local run as a person starts it: a process, its output, its exit code, its children. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class LocalRunITCase {
    private static final int INTERRUPTED = 130;

    @TempDir Path folder;

    @AutoClose private StartedRuns runs;

    @BeforeEach
    void none() {
        runs = new StartedRuns(folder);
    }

    @Test
    void indexesOnceThenFindsAllAgainThenLeavesNobodyBehind() throws Exception {
        makeVideos();

        Process first = runs.start("first", "--once=true");
        assertThat(first.waitFor()).as(runs.output("first")).isZero();
        assertThat(runs.output("first"))
                .contains("READY http://127.0.0.1:")
                .containsPattern("car\\.mp4 +3\\.0 s +[1-9].* ready")
                .containsPattern("boat\\.mp4 +3\\.0 s +[1-9].* ready")
                .containsPattern("text\\.mp4 .* failed: \\w+");
        assertThat(archived()).isNotEmpty();

        Process second = runs.start("second", "--grpc.port=0");
        runs.awaitOutput(second, "second", "search at");
        assertThat(runs.output("second"))
                .contains("3 of 3 are indexed already")
                .doesNotContain("indexing");
        assertThat(search("second")).contains("car.mp4");
        assertFlinkCanOnlyBeLookedAt(runs.address("second", "FLINK"));
        try (GrpcClient grpc = new GrpcClient(runs.line("second", "GRPC"))) {
            assertThat(grpc.best("car").getUri()).endsWith("car.mp4");
            anArrivalOfAnotherProducerIsIndexed("second");
            grpc.awaitReady(folder.resolve("in/late.mp4").toUri().toString());
        }

        List<ProcessHandle> children = second.descendants().toList();
        assertThat(children).isNotEmpty();
        int before = savepoints();
        StartedRuns.interrupt(second);
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(INTERRUPTED);
        assertThat(savepoints()).isEqualTo(before + 1);
        for (ProcessHandle child : children) {
            child.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatCannotBeDoneIsOneLineAndAnExitCode() throws Exception {
        Process missing = runs.start("missing", "--videos=" + folder.resolve("nowhere"));
        assertThat(missing.waitFor()).isEqualTo(2);
        assertThat(runs.output("missing").lines())
                .singleElement()
                .asString()
                .contains("no such file or folder", "nowhere");

        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/a.mp4"), "x");
        Process encoder = runs.start("encoder", "--encoder=nonesuch");
        assertThat(encoder.waitFor()).isEqualTo(2);
        assertThat(runs.output("encoder").lines()).singleElement().asString().contains("nonesuch");

        try (TestingModelHost host = new TestingModelHost(folder.resolve("described"))) {
            host.loses("image.onnx");
            Process pull = runs.start("pull", "--encoder=away", "--models=" + host.described());
            assertThat(pull.waitFor()).isEqualTo(2);
            assertThat(runs.output("pull").lines())
                    .last()
                    .asString()
                    .contains("there is no such file (HTTP 404)", "by hand");
        }
    }

    /** The model comes from a web server; OpenSearch is killed while videos are indexed. */
    @Test
    void pullsAndUsesTheModelThatIsNamedAndEndsWithTheServerThatDies() throws Exception {
        makeVideos();
        try (TestingModelHost host = new TestingModelHost(folder.resolve("described"))) {
            Process run = runs.start("pulled", "--encoder=away", "--models=" + host.described());
            runs.awaitOutput(run, "pulled", "READY ");
            assertThat(runs.output("pulled"))
                    .contains("image.onnx: checksum is right")
                    .containsPattern("(?m)^KAFKA 127\\.0\\.0\\.1:\\d+$")
                    .containsPattern("(?m)^OPENSEARCH http://127\\.0\\.0\\.1:\\d+$")
                    .containsPattern("(?m)^FLINK http://127\\.0\\.0\\.1:\\d+$")
                    .containsPattern("(?m)^READY http://127\\.0\\.0\\.1:\\d+$");
            URI page = runs.address("pulled", "READY");
            assertThat(get(page.resolve("/v1/models"))).contains("\"away\"");
            URI openSearch = runs.address("pulled", "OPENSEARCH");
            assertThat(get(openSearch.resolve("/_cat/indices"))).contains("moments-away-");

            openSearch(run).destroyForcibly();
            assertThat(run.waitFor()).as(runs.output("pulled")).isEqualTo(1);
            assertThat(runs.output("pulled").lines())
                    .last()
                    .asString()
                    .startsWith("zoetrope: OpenSearch ended (exit code 137); its log is ");
        }
    }

    @Test
    void killedItLeavesNobodyBehind() throws Exception {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/a.mp4"), "x");
        Process run = runs.start("killed");
        runs.awaitOutput(run, "killed", "starting Kafka and OpenSearch");
        ProcessHandle child = openSearch(run);
        run.destroyForcibly().waitFor();
        child.onExit().get(30, TimeUnit.SECONDS);
    }

    private static ProcessHandle openSearch(Process run) throws InterruptedException {
        while (true) {
            Optional<ProcessHandle> child =
                    run.descendants().filter(c -> commandLine(c).contains("NodeMain")).findFirst();
            if (child.isPresent()) {
                return child.get();
            }
            assertThat(run.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    /** What a page of another site may try, by a browser that lets it. */
    private static void assertFlinkCanOnlyBeLookedAt(URI flink) throws IOException {
        RawHttp http = new RawHttp(flink.getPort());
        String own = "Host: 127.0.0.1:" + flink.getPort();
        String overview = http.send("GET /jobs/overview", own, "Origin: http://a.example");
        assertThat(overview).startsWith("HTTP/1.1 200").contains("RUNNING");
        String dashboard = http.send("GET /", own);
        assertThat(dashboard).startsWith("HTTP/1.1 200").contains("<html");
        String job = overview.replaceAll("(?s).*\"jid\":\"(\\w+)\".*", "$1");

        List<String> answers = new ArrayList<>(List.of(overview, dashboard));
        String jars = http.send("GET /jars", own);
        assertThat(jars).startsWith("HTTP/1.1 404");
        answers.add(jars);
        for (String request :
                List.of(
                        "POST /jars/upload",
                        "POST /v1/jars/upload",
                        "POST /jobs",
                        "PATCH /jobs/" + job,
                        "GET /jobs/" + job + "/yarn-cancel",
                        "POST /jobs/" + job + "/stop",
                        "DELETE /cluster",
                        "OPTIONS /jobs")) {
            String answer = http.send(request, own, "Origin: http://a.example");
            assertThat(answer).as(request).startsWith("HTTP/1.1 403");
            answers.add(answer);
        }
        String rebound = http.send("GET /jobs/overview", "Host: rebound.example");
        assertThat(rebound).startsWith("HTTP/1.1 403").doesNotContain(job);
        answers.add(rebound);
        assertThat(answers)
                .allSatisfy(
                        answer ->
                                assertThat(answer)
                                        .doesNotContainIgnoringCase("access-control-allow"));
        assertThat(http.send("GET /jobs/" + job, own)).contains("\"state\":\"RUNNING\"");
    }

    private void anArrivalOfAnotherProducerIsIndexed(String name) throws Exception {
        Path late = folder.resolve("in/late.mp4");
        Files.copy(folder.resolve("in/car.mp4"), late);
        String kafka = runs.line(name, "KAFKA");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka),
                        new StringSerializer(),
                        new StringSerializer())) {
            String event = "{\"uri\": \"" + late.toUri() + "\"}";
            producer.send(new ProducerRecord<>(JobSettings.ARRIVALS, event)).get();
        }
        URI found =
                runs.address(name, "READY")
                        .resolve(
                                "/v1/videos?uri="
                                        + URLEncoder.encode(late.toUri().toString(), UTF_8));
        while (!get(found).contains("\"ready\"")) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private void makeVideos() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        SceneDealer dealer = new SceneDealer(1);
        ClipOptions options = ClipOptions.h264(320, 180, 10);
        ClipMaker.make(
                in.resolve("car.mp4"),
                options,
                List.of(
                        new Shot(
                                "car",
                                new ScenePainter(dealer.of(Colour.RED, Kind.CAR, Backdrop.NIGHT)),
                                30)));
        ClipMaker.make(
                in.resolve("boat.mp4"),
                options,
                List.of(
                        new Shot(
                                "boat",
                                new ScenePainter(dealer.of(Colour.WHITE, Kind.BOAT, Backdrop.SEA)),
                                30)));
        Files.writeString(in.resolve("text.mp4"), "This is not a film.\n".repeat(50));
    }

    private String search(String name) throws Exception {
        URI page = runs.address(name, "READY");
        URI uri = page.resolve("/v1/search");
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"query\": {\"text\": \"a red car at night\"}}"))
                        .build();
        String moments = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        assertThat(moments).contains("moment_id");
        return get(page.resolve("/v1/videos"));
    }

    /** Of all runs; each is whole. */
    private int savepoints() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/flink"))) {
            return files.filter(f -> f.endsWith("_metadata"))
                    .filter(f -> f.toString().contains("/savepoints/"))
                    .toList()
                    .size();
        }
    }

    private List<Path> archived() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/store/archive"))) {
            return files.filter(f -> f.getFileName().toString().endsWith(".parquet"))
                    .filter(f -> !f.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}

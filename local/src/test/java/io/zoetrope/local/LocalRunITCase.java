package io.zoetrope.local;

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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The local run as a person starts it: a process, its output, its exit code, its children. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class LocalRunITCase {
    @TempDir Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void indexesOnceThenFindsAllAgainThenLeavesNobodyBehind() throws Exception {
        makeVideos();

        Process first = start("first", "--once=true");
        assertThat(first.waitFor()).as(output("first")).isZero();
        assertThat(output("first"))
                .contains("READY http://127.0.0.1:")
                .containsPattern("car\\.mp4 +3\\.0 s +[1-9].* ready")
                .containsPattern("boat\\.mp4 +3\\.0 s +[1-9].* ready")
                .containsPattern("text\\.mp4 .* failed: \\w+");
        assertThat(archived()).isNotEmpty();

        Process second = start("second");
        awaitOutput(second, "second", "search at");
        assertThat(output("second"))
                .contains("3 of 3 are indexed already")
                .doesNotContain("indexing");
        assertThat(search("second")).contains("car.mp4");

        List<ProcessHandle> children = second.descendants().toList();
        assertThat(children).isNotEmpty();
        second.destroy();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        for (ProcessHandle child : children) {
            child.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatCannotBeDoneIsOneLineAndAnExitCode() throws Exception {
        Process missing = start("missing", "--videos=" + folder.resolve("nowhere"));
        assertThat(missing.waitFor()).isEqualTo(2);
        assertThat(output("missing").lines())
                .singleElement()
                .asString()
                .contains("no such file or folder", "nowhere");

        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/a.mp4"), "x");
        Process encoder = start("encoder", "--encoder=nonesuch");
        assertThat(encoder.waitFor()).isEqualTo(2);
        assertThat(output("encoder").lines()).singleElement().asString().contains("nonesuch");
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

    private Process start(String name, String... more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("jvm.options").toAbsolutePath());
        command.add("-Dzoetrope.opensearch.home=" + System.getProperty("zoetrope.opensearch.home"));
        command.addAll(List.of("-cp", classPath(), "io.zoetrope.local.LocalRun"));
        command.addAll(List.of("--data=" + folder.resolve("data"), "--port=0"));
        if (Stream.of(more).noneMatch(argument -> argument.startsWith("--videos="))) {
            command.add("--videos=" + folder.resolve("in"));
        }
        command.addAll(List.of(more));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".out").toFile())
                        .start();
        started.add(process);
        return process;
    }

    /** The test's own, which surefire may have put into the manifest of a jar. */
    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private void awaitOutput(Process process, String name, String words) throws Exception {
        while (!output(name).contains(words)) {
            assertThat(process.isAlive()).as(output(name)).isTrue();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private String output(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".out"));
    }

    private String search(String name) throws Exception {
        String ready =
                output(name).lines().filter(l -> l.startsWith("READY ")).findFirst().orElseThrow();
        URI uri = URI.create(ready.substring("READY ".length()) + "/v1/search");
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"query\": {\"text\": \"a red car at night\"}}"))
                        .build();
        String moments = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        URI videos = URI.create(ready.substring("READY ".length()) + "/v1/videos");
        String list =
                HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(videos).build(), BodyHandlers.ofString())
                        .body();
        assertThat(moments).contains("moment_id");
        return list;
    }

    private List<Path> archived() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/store/archive"))) {
            return files.filter(f -> f.getFileName().toString().endsWith(".parquet"))
                    .filter(f -> !f.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}

package io.zoetrope.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.kafka.KafkaBroker;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import io.zoetrope.testing.process.ChildJvm;
import io.zoetrope.testing.scenes.SceneDealer;
import io.zoetrope.testing.scenes.ScenePainter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shaded job on a cluster of separate processes: one run is left alone, one loses a task
 * manager to SIGKILL, one is stopped with a savepoint and goes on with another parallelism. All
 * leave the same behind.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ClusterITCase {
    private static final int CLIPS = 6;
    private static final int PARALLELISM = 3;
    private static final int MAX_PARALLELISM = 720;

    @TempDir static Path folder;

    private static Path jar;
    private static String uploaded;
    private static List<Path> files;
    private static KafkaBroker kafka;
    private static OpenSearchNode openSearch;
    private static FlinkCluster flink;
    private static FlinkRest rest;
    private static TopicLog topics;
    private static RunFacts facts;
    private static ChildJvm victim;

    @BeforeAll
    static void indexUndisturbed() throws Exception {
        jar = Path.of(System.getProperty("zoetrope.job.jar"));
        assertThat(jar).as("the shaded job, made by 'package' of jobs").exists();
        CompletableFuture<Void> servers =
                CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> kafka = KafkaBroker.start()),
                        CompletableFuture.runAsync(() -> openSearch = OpenSearchNode.start()));
        flink = new FlinkCluster(folder.resolve("flink"));
        rest = flink.rest();
        victim = flink.startTaskManagers("tm1", "tm2").get(0);
        files = makeFiles();
        servers.join();
        topics = new TopicLog(kafka.bootstrapServers());
        facts = new RunFacts(openSearch.uri());

        uploaded = rest.upload(jar);
        String calm = rest.run(uploaded, PARALLELISM, arguments("calm"));
        topics.send("calm.arrivals", arrivals("calm", files));
        awaitAll(calm, "calm");
        assertThat(rest.restoredCheckpoints(calm)).isZero();
        cancel(calm);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable server : new AutoCloseable[] {flink, openSearch, kafka}) {
            if (server != null) {
                server.close();
            }
        }
    }

    @Test
    void aKilledTaskManagerChangesNothingOfWhatIsLeft() throws Exception {
        String shaken = flink.run(PARALLELISM, jar, arguments("shaken"));
        await("a checkpoint", () -> rest.completedCheckpoints(shaken) > 1);
        topics.send("shaken.arrivals", arrivals("shaken", files.subList(0, 3)));
        await("first videos", () -> ended("shaken") > 0);
        int before = rest.completedCheckpoints(shaken);
        await("a checkpoint with state", () -> rest.completedCheckpoints(shaken) > before);
        topics.send("shaken.arrivals", arrivals("shaken", files.subList(3, files.size())));
        victim.kill();
        flink.startTaskManagers("tm3");
        awaitAll(shaken, "shaken");
        assertThat(rest.restoredCheckpoints(shaken)).isPositive();
        cancel(shaken);

        assertSame("shaken");
    }

    @Test
    void aSavepointGoesOnWithAnotherParallelism() throws Exception {
        String before = rest.run(uploaded, 1, arguments("moved"));
        assertThat(rest.maxParallelisms(before)).containsExactly(MAX_PARALLELISM);
        await("a checkpoint", () -> rest.completedCheckpoints(before) > 0);
        topics.send("moved.arrivals", arrivals("moved", files.subList(0, 3)));
        await("a video in work", () -> count("moved", "indexing") + ended("moved") > 0);
        String request = rest.stop(before);
        await("a savepoint", () -> !rest.savepoint(before, request).isEmpty());
        await("the end of the job", () -> rest.state(before).equals("FINISHED"));
        // What is in work just then depends on the machine: those that come later are certainly
        // left.
        topics.send("moved.arrivals", arrivals("moved", files.subList(3, files.size())));

        String savepoint = rest.savepoint(before, request);
        String after = rest.restore(uploaded, 2, arguments("moved"), savepoint);
        awaitAll(after, "moved");
        assertThat(rest.restoredCheckpoints(after)).isEqualTo(1);
        cancel(after);

        assertSame("moved");
    }

    private static void assertSame(String tenant) throws Exception {
        Map<String, List<Double>> calm = facts.moments("calm");
        Map<String, List<Double>> other = facts.moments(tenant);
        assertThat(calm).hasSizeGreaterThan(CLIPS);
        assertThat(other.keySet()).isEqualTo(calm.keySet());
        calm.forEach((key, vector) -> assertThat(dot(vector, other.get(key))).isGreaterThan(.999));

        assertThat(facts.videos(tenant)).hasSize(CLIPS + 1).isEqualTo(facts.videos("calm"));
        Map<String, String> statuses = RunFacts.statuses(topics.read("calm.status"));
        assertThat(statuses).isEqualTo(facts.videos("calm"));
        assertThat(RunFacts.statuses(topics.read(tenant + ".status"))).isEqualTo(statuses);
        assertThat(topics.read("calm.dead-letters")).hasSize(1);
        assertThat(topics.read(tenant + ".dead-letters")).hasSize(1);

        List<String> archive = RunFacts.archive(folder.resolve("calm"));
        assertThat(archive).doesNotHaveDuplicates().hasSizeGreaterThan(CLIPS * 2);
        assertThat(RunFacts.archive(folder.resolve(tenant))).isEqualTo(archive);
    }

    /** All videos ended, and a checkpoint after that has completed archives and topics. */
    private static void awaitAll(String job, String tenant) throws Exception {
        await("all videos of " + tenant, () -> ended(tenant) == files.size());
        int completed = rest.completedCheckpoints(job);
        await("two checkpoints more", () -> rest.completedCheckpoints(job) > completed + 1);
    }

    private static void cancel(String job) throws Exception {
        rest.cancel(job);
        await("the end of the job", () -> rest.state(job).equals("CANCELED"));
    }

    private static long ended(String tenant) throws Exception {
        return count(tenant, "ready") + count(tenant, "failed");
    }

    private static long count(String tenant, String state) throws Exception {
        return facts.videos(tenant).values().stream()
                .filter(status -> status.startsWith(state))
                .count();
    }

    private static List<String> arguments(String name) {
        Map<String, String> options = new TreeMap<>();
        options.put("kafka.bootstrap-servers", kafka.bootstrapServers());
        options.put("kafka.group-id", name);
        options.put("kafka.sink-guarantee", "exactly-once");
        for (String topic : List.of("arrivals", "status", "dead-letters", "control")) {
            options.put("kafka.topic." + topic, name + "." + topic);
        }
        options.put("opensearch.hosts", openSearch.uri().toString());
        options.put("store.root", folder.resolve(name).toUri().toString());
        // Some seconds of work, and several segments of a video.
        options.put("sampling.interval", "200 ms");
        options.put("segment.length", "3 s");
        options.put("sources.file-roots", folder.resolve("in").toString());
        List<String> arguments = new ArrayList<>();
        options.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
        return arguments;
    }

    private static List<Map<String, String>> arrivals(String tenant, List<Path> files) {
        return files.stream()
                .map(
                        file ->
                                Map.of(
                                        "uri", file.toUri().toString(),
                                        "tenant", tenant,
                                        "title", file.getFileName().toString()))
                .toList();
    }

    private static List<Path> makeFiles() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        SceneDealer dealer = new SceneDealer(42);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < CLIPS; i++) {
            List<Shot> shots = new ArrayList<>();
            for (int shot = 0; shot < 3; shot++) {
                shots.add(new Shot("shot " + shot, new ScenePainter(dealer.any()), 60));
            }
            Path file = in.resolve("clip-" + i + ".mp4");
            ClipMaker.make(file, ClipOptions.h264(320, 180, 10), shots);
            files.add(file);
        }
        files.add(Files.writeString(in.resolve("text.mp4"), "This is not a film.\n".repeat(50)));
        return files;
    }

    private static double dot(List<Double> a, List<Double> b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.get(i) * b.get(i);
        }
        return sum;
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}

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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shaded job on a cluster of separate processes: submitted by the command line and again over
 * REST. One of the two runs loses a task manager to SIGKILL; both leave the same behind.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ClusterITCase {
    private static final int CLIPS = 10;
    private static final int PARALLELISM = 3;

    @TempDir Path folder;

    @Test
    void aKilledTaskManagerChangesNothingOfWhatIsLeft() throws Exception {
        Path jar = Path.of(System.getProperty("zoetrope.job.jar"));
        assertThat(jar).as("the shaded job, made by 'package' of jobs").exists();
        List<Path> files = makeFiles();
        try (KafkaBroker kafka = KafkaBroker.start();
                OpenSearchNode openSearch = OpenSearchNode.start();
                FlinkCluster flink = new FlinkCluster(folder.resolve("flink"))) {
            TopicLog topics = new TopicLog(kafka.bootstrapServers());
            RunFacts facts = new RunFacts(openSearch.uri());
            FlinkRest rest = flink.rest();
            ChildJvm victim = flink.startTaskManager("tm1");
            flink.startTaskManager("tm2");

            String shaken = flink.run(PARALLELISM, jar, arguments("shaken", kafka, openSearch));
            await("a checkpoint", () -> rest.completedCheckpoints(shaken) > 1);
            topics.send("shaken.arrivals", arrivals("shaken", files.subList(0, 4)));
            await("first videos", () -> ended(facts, "shaken") > 0);
            int before = rest.completedCheckpoints(shaken);
            await("a checkpoint with state", () -> rest.completedCheckpoints(shaken) > before);
            topics.send("shaken.arrivals", arrivals("shaken", files.subList(4, files.size())));
            victim.kill();
            flink.startTaskManager("tm3");
            awaitAll(rest, shaken, facts, "shaken", files);
            assertThat(rest.restoredCheckpoints(shaken)).isPositive();
            rest.cancel(shaken);
            await("the end of the first job", () -> rest.state(shaken).equals("CANCELED"));

            String calm =
                    rest.run(rest.upload(jar), PARALLELISM, arguments("calm", kafka, openSearch));
            topics.send("calm.arrivals", arrivals("calm", files));
            awaitAll(rest, calm, facts, "calm", files);
            assertThat(rest.restoredCheckpoints(calm)).isZero();

            assertSame(facts, topics);
        }
    }

    private void assertSame(RunFacts facts, TopicLog topics) throws Exception {
        Map<String, List<Double>> calm = facts.moments("calm");
        Map<String, List<Double>> shaken = facts.moments("shaken");
        assertThat(calm).hasSizeGreaterThan(CLIPS);
        assertThat(shaken.keySet()).isEqualTo(calm.keySet());
        calm.forEach((key, vector) -> assertThat(dot(vector, shaken.get(key))).isGreaterThan(.999));

        assertThat(facts.videos("shaken")).hasSize(CLIPS + 1).isEqualTo(facts.videos("calm"));
        Map<String, String> statuses = RunFacts.statuses(topics.read("calm.status"));
        assertThat(statuses).isEqualTo(facts.videos("calm"));
        assertThat(RunFacts.statuses(topics.read("shaken.status"))).isEqualTo(statuses);
        assertThat(topics.read("calm.dead-letters")).hasSize(1);
        assertThat(topics.read("shaken.dead-letters")).hasSize(1);

        List<String> archive = RunFacts.archive(folder.resolve("calm"));
        assertThat(archive).doesNotHaveDuplicates().hasSizeGreaterThan(CLIPS * 2);
        assertThat(RunFacts.archive(folder.resolve("shaken"))).isEqualTo(archive);
    }

    /** All videos ended, and a checkpoint after that has completed archives and topics. */
    private static void awaitAll(
            FlinkRest rest, String job, RunFacts facts, String tenant, List<Path> files)
            throws Exception {
        await("all videos of " + tenant, () -> ended(facts, tenant) == files.size());
        int completed = rest.completedCheckpoints(job);
        await("two checkpoints more", () -> rest.completedCheckpoints(job) > completed + 1);
    }

    private static long ended(RunFacts facts, String tenant) throws Exception {
        return facts.videos(tenant).values().stream()
                .filter(status -> status.startsWith("ready") || status.startsWith("failed"))
                .count();
    }

    private List<String> arguments(String name, KafkaBroker kafka, OpenSearchNode openSearch) {
        Map<String, String> options = new TreeMap<>();
        options.put("kafka.bootstrap-servers", kafka.bootstrapServers());
        options.put("kafka.group-id", name);
        options.put("kafka.sink-guarantee", "exactly-once");
        for (String topic : List.of("arrivals", "status", "dead-letters", "control")) {
            options.put("kafka.topic." + topic, name + "." + topic);
        }
        options.put("opensearch.hosts", openSearch.uri().toString());
        options.put("store.root", folder.resolve(name).toUri().toString());
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

    private List<Path> makeFiles() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        SceneDealer dealer = new SceneDealer(42);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < CLIPS; i++) {
            List<Shot> shots = new ArrayList<>();
            for (int shot = 0; shot < 3; shot++) {
                shots.add(new Shot("shot " + shot, new ScenePainter(dealer.any()), 40));
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

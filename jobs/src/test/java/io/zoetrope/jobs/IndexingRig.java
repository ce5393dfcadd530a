package io.zoetrope.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.testing.events.HostileMessage;
import io.zoetrope.testing.kafka.KafkaBroker;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The whole job over real servers: Kafka, OpenSearch, and a folder as object store unless options
 * name another. One rig at a time: they share an OpenSearch node. The job may not restart: its
 * restart strategy is none, so one failure ends it and every later wait fails.
 */
public final class IndexingRig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaBroker kafka = KafkaBroker.start();
    private final OpenSearchNode openSearch = EmptyOpenSearch.get();
    private final IndexLooks index = new IndexLooks(openSearch.uri());
    private final KafkaProducer<byte[], byte[]> producer;
    private final Path folder;
    private final JobClient job;

    /** Adds the job to an environment. */
    private interface Wiring {
        void define(StreamExecutionEnvironment env, Configuration options) throws Exception;
    }

    private IndexingRig(Path folder, Configuration own, Wiring wiring) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder.resolve("videos"));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, flink(own));
        wiring.define(env, options(own));
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        job = env.executeAsync("index-videos-test");
    }

    /** With a model that sees colours only. */
    public static IndexingRig start(Path folder) throws Exception {
        return start(folder, new Configuration());
    }

    /**
     * @param own options of the job and of Flink that differ from the rig's
     */
    public static IndexingRig start(Path folder, Configuration own) throws Exception {
        return new IndexingRig(folder, own, IndexingRig::withColours);
    }

    /** As main does it, with the bundled encoder and detector. */
    static IndexingRig startWithBundledModels(Path folder) throws Exception {
        return new IndexingRig(
                folder,
                new Configuration(),
                (env, options) -> {
                    options.set(AnalyserOptions.DETECTOR, ModelCatalog.DEFAULT_DETECTOR);
                    IndexVideosJob.define(env, options);
                });
    }

    private static void withColours(StreamExecutionEnvironment env, Configuration options)
            throws Exception {
        Analysers analysers =
                Analysers.of(new TestingEncoder(new StepSettings(options).sampling()));
        ConnectorEndpoints ends = new ConnectorEndpoints(options);
        ends.prepare(analysers.spaces());
        IndexVideosJob.configure(env);
        PipelineTools tools = new PipelineTools(IndexVideosJob.videos(options), analysers);
        IndexVideosPipeline.build(env, options, ends.ends(), tools);
    }

    private static Configuration flink(Configuration own) {
        Configuration flink = new Configuration();
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        flink.addAll(own);
        return flink;
    }

    private Configuration options(Configuration own) {
        Configuration options = new Configuration();
        options.set(TopicOptions.KAFKA_SERVERS, kafka.bootstrapServers());
        options.set(IndexOptions.OPENSEARCH_HOSTS, List.of(openSearch.uri().toString()));
        options.set(SourceOptions.STORE_ROOT, store().toUri().toString());
        String shared = System.getProperty("zoetrope.shared", "/nowhere");
        options.set(SourceOptions.SOURCE_FOLDERS, List.of(videos().toString(), shared));
        options.set(SourceOptions.SOURCE_PRIVATE_HOSTS, true);
        options.set(SourceOptions.RETRY_ATTEMPTS, 2);
        options.set(SourceOptions.RETRY_DELAY, Duration.ofMillis(50));
        // A day would be right outside tests: what is refused here stays so.
        options.set(SourceOptions.SOURCE_GIVE_UP, Duration.ofSeconds(3));
        options.addAll(own);
        return options;
    }

    /** Videos below this folder may be read. */
    public Path videos() {
        return folder.resolve("videos");
    }

    Path store() {
        return folder.resolve("store");
    }

    public void send(String value, String... headers) throws Exception {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>("video.arrivals", value.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < headers.length; i += 2) {
            message.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        producer.send(message).get();
    }

    /** Its timestamp is left to the producer: a broker refuses those that are far off. */
    public void send(String topic, HostileMessage message) throws Exception {
        ProducerRecord<byte[], byte[]> sent =
                new ProducerRecord<>(topic, message.key(), message.value());
        message.headers().forEach(sent.headers()::add);
        producer.send(sent).get();
    }

    public static String bare(Path video) {
        return "{\"uri\":\"%s\"}".formatted(video.toUri());
    }

    /** A path without links, as the allowed folders are compared with. */
    public static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot resolve " + path, e);
        }
    }

    /** The id that the default tenant's video gets, by the bytes that lie there now. */
    public static String videoId(Path video) throws IOException {
        String version = Files.size(video) + "-" + Files.getLastModifiedTime(video).toMillis();
        return VideoIds.videoId("default", video.toUri().toString(), version);
    }

    /** Waits for the video's final status, which is written when its moments can be found. */
    public JsonNode awaitFinal(String videoId) throws Exception {
        return await(
                videoId + " to end",
                () -> get("/videos/_doc/" + videoId).path("_source"),
                found ->
                        !found.isMissingNode()
                                && !List.of("arrived", "indexing")
                                        .contains(found.path("status").asText()));
    }

    public void awaitGone(String videoId) throws Exception {
        await(
                videoId + " to go",
                () -> get("/videos/_doc/" + videoId),
                found -> found.path("_source").path("status").asText().equals("deleted"));
    }

    /** Names of a video's stored pictures, in order of time. */
    List<String> pictures(String videoKey) throws IOException {
        Path pictures = store().resolve(Thumbnail.folderOf(videoKey));
        if (!Files.exists(pictures)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(pictures)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jpg"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Moments that a search finds, by start. */
    public List<JsonNode> moments(String videoId) throws Exception {
        return index.found("moments", videoId);
    }

    /** Shots that a search finds, by start. */
    List<JsonNode> shots(String videoId) throws Exception {
        return index.found("shots", videoId);
    }

    /** Waits until so many dead letters carry a text; returns all that carry it. */
    public List<JsonNode> awaitDeadLetters(String text, int atLeast) throws Exception {
        return await(
                atLeast + " dead letters about " + text,
                () -> deadLetters(text),
                found -> found.size() >= atLeast);
    }

    /** Of indexing alone: that a video cannot be played either is a letter of its own. */
    public List<JsonNode> awaitIndexingLetters(String text, int atLeast) throws Exception {
        return await(
                atLeast + " dead letters of indexing about " + text,
                () ->
                        deadLetters(text).stream()
                                .filter(letter -> !letter.path("stage").asText().equals("package"))
                                .toList(),
                found -> found.size() >= atLeast);
    }

    public List<JsonNode> deadLetters(String text) throws IOException {
        List<JsonNode> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : all("video.dead-letters")) {
            String json = new String(message.value(), StandardCharsets.UTF_8);
            if (json.contains(text)) {
                letters.add(JSON.readTree(json));
            }
        }
        return letters;
    }

    /** Everything that a topic holds now. */
    public List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        return TopicContents.all(kafka.bootstrapServers(), topic);
    }

    JsonNode get(String path) throws Exception {
        return index.get(path);
    }

    public void assertNeverRestarted() throws Exception {
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    }

    /** A look at the outside world. */
    public interface Look<T> {
        T now() throws Exception;
    }

    public <T> T await(String what, Look<T> look, Predicate<T> good) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (; ; ) {
            T seen = look.now();
            if (good.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > deadline || job.getJobStatus().get() != JobStatus.RUNNING) {
                throw new AssertionError(
                        "waited for %s; the job is %s; last seen: %s"
                                .formatted(what, job.getJobStatus().get(), seen));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Override
    public void close() throws Exception {
        try (kafka) {
            producer.close();
            // Until it has ended it writes to the index, which the next rig uses too.
            CompletableFuture<?> end = job.getJobExecutionResult();
            if (!end.isDone()) {
                job.cancel().get();
                end.handle((result, failure) -> null).get();
            }
        }
    }
}

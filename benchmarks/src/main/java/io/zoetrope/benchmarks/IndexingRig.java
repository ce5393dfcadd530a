package io.zoetrope.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.jobs.IndexOptions;
import io.zoetrope.jobs.IndexVideosJob;
import io.zoetrope.jobs.PlaybackOptions;
import io.zoetrope.jobs.SamplingMode;
import io.zoetrope.jobs.SamplingOptions;
import io.zoetrope.jobs.SourceOptions;
import io.zoetrope.jobs.TopicOptions;
import io.zoetrope.testing.kafka.KafkaBroker;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The job as it runs, two subtasks wide, over a real broker and a real OpenSearch node; without
 * playback unless it is asked for.
 */
final class IndexingRig implements AutoCloseable {
    static final int PARALLELISM = 2;

    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final String STATUSES = "video.status";
    private static final ObjectMapper JSON = new ObjectMapper();

    // The node first: it dies with this process, while a broker's threads would keep it alive if
    // the node cannot start.
    private final OpenSearchNode openSearch = OpenSearchNode.startOptimising();
    private final KafkaBroker kafka = KafkaBroker.start();
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> statuses;
    private final JobClient job;

    /** Of each video that became ready, seconds. */
    private final List<Double> toldAfter = new ArrayList<>();

    /**
     * @param folder videos lie below it, and the object store goes there
     */
    IndexingRig(Path folder, SamplingMode mode) throws Exception {
        this(folder, mode, new Configuration());
    }

    /**
     * @param more options, such as those of analysers or of playback
     */
    IndexingRig(Path folder, SamplingMode mode, Configuration more) throws Exception {
        Configuration flink = new Configuration();
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
        // In memory 5 MB of a task's state are kept at most.
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, flink);
        Configuration options = options(folder, mode);
        options.addAll(more);
        IndexVideosJob.define(env, options);
        job = env.executeAsync("benchmark");
        Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
        producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
        statuses = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions =
                statuses.partitionsFor(STATUSES).stream()
                        .map(p -> new TopicPartition(STATUSES, p.partition()))
                        .toList();
        statuses.assign(partitions);
        statuses.seekToEnd(partitions);
        partitions.forEach(statuses::position);
    }

    private Configuration options(Path folder, SamplingMode mode) {
        Configuration options = new Configuration();
        options.set(TopicOptions.KAFKA_SERVERS, kafka.bootstrapServers());
        options.set(IndexOptions.OPENSEARCH_HOSTS, List.of(openSearch.uri().toString()));
        options.set(SourceOptions.STORE_ROOT, folder.resolve("store").toUri().toString());
        options.set(SourceOptions.SOURCE_FOLDERS, List.of(folder.toString()));
        options.set(SamplingOptions.SAMPLING_MODE, mode);
        // What is compared with indexing does not prepare playback either.
        options.set(PlaybackOptions.ENABLED, false);
        return options;
    }

    /** Sends arrivals and returns the seconds until the last of them has its final status. */
    double index(List<Path> videos) throws Exception {
        long start = System.nanoTime();
        send(videos);
        await(videos, IndexingState::isFinal);
        return (System.nanoTime() - start) / 1e9;
    }

    /** Sends arrivals; returns when the broker has them. */
    void send(List<Path> videos) throws Exception {
        sendMessages(
                videos.stream().map(video -> "{\"uri\":\"%s\"}".formatted(video.toUri())).toList());
    }

    private void sendMessages(List<String> messages) throws Exception {
        List<Future<RecordMetadata>> sent =
                messages.stream()
                        .map(json -> producer.send(new ProducerRecord<>("video.arrivals", json)))
                        .toList();
        for (Future<RecordMetadata> future : sent) {
            future.get();
        }
    }

    /** Reads statuses until each video has had one that is good; each is read once. */
    void await(List<Path> videos, Predicate<IndexingState> good) throws Exception {
        Set<String> open = new HashSet<>();
        videos.forEach(video -> open.add(video.toUri().toString()));
        long askedNs = System.nanoTime();
        while (!open.isEmpty()) {
            statuses.poll(ASK_EVERY).forEach(r -> close(open, r, good));
            askedNs = requireRunning(askedNs);
        }
    }

    /**
     * Sends one arrival and waits until all of it can be played.
     *
     * @return seconds until it could be played from its beginning, and until its end
     */
    double[] play(Path video) throws Exception {
        long sentMs = System.currentTimeMillis();
        send(List.of(video));
        JsonNode status = awaitStatus(video, each -> each.has(VideoFields.COMPLETE_AT));
        return new double[] {
            seconds(sentMs, status.path(VideoFields.PLAYABLE_AT)),
            seconds(sentMs, status.path(VideoFields.COMPLETE_AT))
        };
    }

    /**
     * Sends one arrival and does not wait for its end.
     *
     * @param analysers that look at it
     * @return seconds until it could be played from its beginning
     */
    double begin(Path video, List<String> analysers) throws Exception {
        long sentMs = System.currentTimeMillis();
        sendMessages(
                List.of(
                        JSON.createObjectNode()
                                .put("uri", video.toUri().toString())
                                .set("analysers", JSON.valueToTree(analysers))
                                .toString()));
        JsonNode status = awaitStatus(video, each -> each.has(VideoFields.PLAYABLE_AT));
        return seconds(sentMs, status.path(VideoFields.PLAYABLE_AT));
    }

    /** Takes a video away, and waits until the job has. */
    void remove(Path video) throws Exception {
        sendMessages(
                List.of(
                        """
                        {"specversion": "1.0", "type": "zoetrope.video.deleted.v1",
                         "source": "benchmark", "id": "%s", "data": {"uri": "%s"}}
                        """
                                .formatted(UUID.randomUUID(), video.toUri())));
        String gone = IndexingState.DELETED.wireName();
        awaitStatus(video, status -> status.path(VideoFields.STATUS).asText().equals(gone));
    }

    /** The first status of a video that is good. */
    private JsonNode awaitStatus(Path video, Predicate<JsonNode> good) throws Exception {
        long askedNs = System.nanoTime();
        while (true) {
            for (var message : statuses.poll(ASK_EVERY)) {
                // Behind the last status of a video that is gone stands nothing.
                JsonNode status =
                        message.value() == null ? JSON.nullNode() : JSON.readTree(message.value());
                if (status.has(VideoFields.PLAYBACK_ERROR)) {
                    throw new IllegalStateException("not played: " + status);
                }
                boolean own =
                        status.path(VideoFields.URI).asText().equals(video.toUri().toString());
                if (own && good.test(status)) {
                    return status;
                }
            }
            askedNs = requireRunning(askedNs);
        }
    }

    /** Asks once a second: the answer costs the job more than a status does. */
    private long requireRunning(long askedNs) throws Exception {
        if (System.nanoTime() - askedNs <= ASK_EVERY.toNanos()) {
            return askedNs;
        }
        if (job.getJobStatus().get().isTerminalState()) {
            throw new IllegalStateException("the job ended: " + job.getJobStatus().get());
        }
        return System.nanoTime();
    }

    private static double seconds(long sinceMs, JsonNode time) {
        long ms = time.isNumber() ? time.asLong() : Instant.parse(time.asText()).toEpochMilli();
        return (ms - sinceMs) / 1e3;
    }

    private void close(
            Set<String> open, ConsumerRecord<String, String> told, Predicate<IndexingState> good) {
        try {
            JsonNode status = JSON.readTree(told.value().getBytes(StandardCharsets.UTF_8));
            IndexingState state =
                    IndexingState.ofWireName(status.path(VideoFields.STATUS).asText());
            if (state == null
                    || !good.test(state)
                    || !open.remove(status.path(VideoFields.URI).asText())
                    || !state.isFinal()) {
                return;
            }
            if (state != IndexingState.READY) {
                throw new IllegalStateException("not indexed: " + told.value());
            }
            JsonNode found = status.path(VideoFields.SEARCHABLE_AT);
            toldAfter.add(told.timestamp() / 1e3 - seconds(0, found));
        } catch (java.io.IOException e) {
            throw new IllegalStateException("status is not JSON: " + told.value(), e);
        }
    }

    /**
     * Median seconds from when moments of a video are found until the topic of statuses says so, of
     * those awaited since this was last asked.
     */
    double toldAfterSeconds() {
        double median =
                PipelineBenchmark.median(
                        toldAfter.stream().mapToDouble(Double::doubleValue).toArray());
        toldAfter.clear();
        return median;
    }

    /**
     * Takes a snapshot in the state backend's own format, as a full checkpoint does.
     *
     * @param folder to write it below
     * @return seconds
     */
    double snapshot(Path folder) throws Exception {
        long start = System.nanoTime();
        job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.NATIVE).get();
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() throws Exception {
        try (kafka;
                openSearch;
                producer;
                statuses) {
            job.cancel().get();
        }
    }
}

package io.zoetrope.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One end of the shared broker. */
public final class TestingTopic {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestingTopic() {}

    /** An event with its key and the header that names its format. */
    public record Event(String key, String contentType, JsonNode value) {}

    /** The first arrival whose data has this uri; fails after a while. */
    public static Event arrivalOf(String uri, String type) throws IOException {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor("video.arrivals").stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> event : consumer.poll(Duration.ofSeconds(1))) {
                    JsonNode value = Json.MAPPER.readTree(event.value());
                    if (uri.equals(value.at("/data/uri").asText())
                            && type.equals(value.path("type").asText())) {
                        String format =
                                new String(
                                        event.headers().lastHeader("content-type").value(), UTF_8);
                        return new Event(event.key(), format, value);
                    }
                }
            }
        }
        throw new AssertionError("no " + type + " of " + uri);
    }

    /** As the job does. */
    public static void status(ObjectNode video) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", TestingServers.kafka().bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            String id = video.path("video_id").asText();
            producer.send(new ProducerRecord<>("video.status", id, video.toString())).get();
        }
    }

    /** As the job does, to one partition of any topic. */
    public static void status(String topic, int partition, ObjectNode video)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", TestingServers.kafka().bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            String id = video.path("video_id").asText();
            producer.send(new ProducerRecord<>(topic, partition, id, video.toString())).get();
        }
    }

    /** Makes a topic have more partitions. */
    public static void addPartition(String topic, int partitions)
            throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(
                        Map.of("bootstrap.servers", TestingServers.kafka().bootstrapServers()))) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
        }
    }

    private static KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestingServers.kafka().bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer());
    }
}

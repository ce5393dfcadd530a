package io.zoetrope.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.connectors.TestingConsumer.Message;
import io.zoetrope.connectors.kafka.KafkaBootstrap;
import io.zoetrope.connectors.kafka.KafkaOptions;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.connectors.opensearch.TestingSearch;
import io.zoetrope.connectors.opensearch.setup.OpenSearchBootstrap;
import io.zoetrope.testing.kafka.KafkaBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** From Kafka to OpenSearch and Kafka on real servers, across a failure of the job. */
class DeliveryITCase {
    private static final int VIDEOS = 60;

    @Test
    void nothingIsLostAndNothingIsDoubledAcrossAFailure() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start();
                TestingSearch search = new TestingSearch(SharedNode.uri())) {
            KafkaOptions kafka =
                    KafkaOptions.of(broker.bootstrapServers())
                            .withGuarantee(DeliveryGuarantee.EXACTLY_ONCE);
            KafkaBootstrap.createTopics(kafka, 2, (short) 1);
            KafkaBootstrap.createTopics(kafka, 2, (short) 1);
            OpenSearchOptions openSearch = OpenSearchOptions.of(SharedNode.uri());
            OpenSearchBootstrap.prepare(openSearch, TestingSearch.spaces());

            JobClient job = DeliveryJob.start(kafka, openSearch);
            List<String> first = names("a");
            send(kafka, first);
            awaitReady(search, first);
            int checkpoints = DeliveryJob.CHECKPOINTS.get();
            Waiting.until(() -> DeliveryJob.CHECKPOINTS.get() > checkpoints + 2);

            List<String> second = new ArrayList<>(names("b"));
            second.addAll(List.of("bad1", "boom", "bad2", "gone1", "odd1"));
            send(kafka, second);
            awaitReady(search, second.subList(0, second.size() - 2));
            Waiting.until(() -> statusOf(search, "gone1").equals("deleted"));
            Waiting.until(() -> statusOf(search, "odd1").equals("partial"));

            assertThat(DeliveryJob.RESTORES).hasPositiveValue();
            for (String video : names("b")) {
                assertThat(search.countMoments(video)).isEqualTo(DeliveryJob.MOMENTS);
            }
            checkStatuses(kafka, first, second);
            checkDeadLetters(kafka);
            job.cancel().get();
        }
    }

    private static List<String> names(String prefix) {
        return IntStream.range(0, VIDEOS).mapToObj(i -> prefix + i).toList();
    }

    private static String statusOf(TestingSearch search, String video) throws Exception {
        return search.video(video).path("status").asText();
    }

    private static void awaitReady(TestingSearch search, List<String> videos) throws Exception {
        for (String video : videos) {
            Waiting.until(() -> statusOf(search, video).equals("ready"));
        }
    }

    // Each is told once: what was in an unfinished transaction is told again, and only then seen.
    private static void checkStatuses(KafkaOptions kafka, List<String> first, List<String> second)
            throws Exception {
        List<String> ready = new ArrayList<>(first);
        ready.addAll(second.subList(0, second.size() - 2));
        String gone = TestingRecords.video("gone1").key();
        try (TestingConsumer status =
                new TestingConsumer(kafka.bootstrapServers(), kafka.topics().status())) {
            Waiting.until(() -> in(status, "ready").size() >= ready.size());
            Waiting.until(() -> in(status, "forgotten").size() >= 1);
            Waiting.until(() -> in(status, "partial").size() == 1);
            assertThat(in(status, "ready"))
                    .extracting(Message::key)
                    .filteredOn(key -> !key.equals(gone))
                    .containsExactlyInAnyOrderElementsOf(keys(ready));
            JsonNode one = in(status, "ready").get(0).value();
            assertThat(one.path("video_codec").asText()).isEqualTo("h264");
            assertThat(one.path("searchable_at").asText()).isNotEmpty();
            assertThat(in(status, "partial"))
                    .extracting(Message::key)
                    .isEqualTo(keys(List.of("odd1")));
            assertThat(status.poll())
                    .filteredOn(message -> message.key().equals(gone))
                    .extracting(DeliveryITCase::stateOf)
                    .endsWith("deleted", "forgotten");
        }
    }

    private static List<String> keys(List<String> videos) {
        return videos.stream().map(id -> TestingRecords.video(id).key()).toList();
    }

    private static String stateOf(Message message) {
        return message.value().isNull() ? "forgotten" : message.value().path("status").asText();
    }

    private static List<Message> in(TestingConsumer status, String state) throws Exception {
        return status.poll().stream().filter(message -> stateOf(message).equals(state)).toList();
    }

    private static void checkDeadLetters(KafkaOptions kafka) throws Exception {
        try (TestingConsumer dead =
                new TestingConsumer(kafka.bootstrapServers(), kafka.topics().deadLetters())) {
            Waiting.until(() -> dead.poll().stream().filter(m -> stage(m, "parse")).count() >= 2);
            Waiting.until(() -> dead.poll().stream().anyMatch(m -> stage(m, "index")));
            List<JsonNode> parse =
                    dead.poll().stream()
                            .filter(m -> stage(m, "parse"))
                            .map(Message::value)
                            .toList();
            assertThat(parse)
                    .extracting(letter -> letter.path("event").path("value").asText())
                    .containsExactlyInAnyOrder("bad1", "bad2");
            JsonNode event = parse.get(0).path("event");
            assertThat(event.path("topic").asText()).isEqualTo("video.arrivals");
            assertThat(event.path("headers").path("ce_type").asText()).isEqualTo("t");
            assertThat(event.path("key").asText()).startsWith("key-bad");
        }
    }

    private static boolean stage(Message message, String stage) {
        return message.value().path("stage").asText().equals(stage);
    }

    private static void send(KafkaOptions kafka, List<String> videos) throws Exception {
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()), bytes, bytes)) {
            for (String video : videos) {
                ProducerRecord<byte[], byte[]> message =
                        new ProducerRecord<>(
                                kafka.topics().arrivals(),
                                ("key-" + video).getBytes(UTF_8),
                                video.getBytes(UTF_8));
                message.headers().add("ce_type", "t".getBytes(UTF_8));
                producer.send(message).get();
            }
        }
    }
}

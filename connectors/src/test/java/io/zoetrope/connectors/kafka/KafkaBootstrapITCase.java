package io.zoetrope.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.connectors.DeadLetterSender;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.testing.kafka.KafkaBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Topics can be used when the bootstrap returns, whoever made them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KafkaBootstrapITCase {
    private static final int PARTITIONS = 3;
    private static final int STARTS = 4;
    private static final int ROUNDS = 10;

    @AutoClose private static KafkaBroker broker;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start();
    }

    @Test
    void everyPartitionTakesMessagesWhenSeveralStartAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(STARTS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                KafkaOptions options = options("raced-" + round);
                Callable<List<Integer>> start =
                        () -> {
                            KafkaBootstrap.createTopics(options, PARTITIONS, (short) 1);
                            return producedAtOnce(options.topics().arrivals());
                        };
                List<Future<List<Integer>>> all = new ArrayList<>();
                for (int i = 0; i < STARTS; i++) {
                    all.add(threads.submit(start));
                }
                for (Future<List<Integer>> one : all) {
                    assertThat(one.get()).containsExactly(0, 1, 2);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aTopicThatExistsKeepsItsPartitions() throws Exception {
        KafkaOptions options = options("kept");
        broker.createTopics(1, options.topics().arrivals());
        KafkaBootstrap.createTopics(options, PARTITIONS, (short) 1);
        try (KafkaProducer<String, String> producer = producer()) {
            assertThat(producer.partitionsFor(options.topics().arrivals())).hasSize(1);
            assertThat(producer.partitionsFor(options.topics().status())).hasSize(PARTITIONS);
        }
    }

    @Test
    void whatTheBrokerRefusesIsTold() {
        assertThatThrownBy(() -> KafkaBootstrap.createTopics(options("copied"), 1, (short) 3))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(broker.bootstrapServers())
                .hasMessageContaining("eplication factor");
    }

    @Test
    void aTopicThatTakesLessThanIsWrittenIsRefused() throws Exception {
        KafkaOptions options = options("small");
        String topic = options.topics().deadLetters();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            NewTopic small = new NewTopic(topic, 1, (short) 1);
            admin.createTopics(List.of(small.configs(Map.of("max.message.bytes", "200000"))))
                    .all()
                    .get();
        }

        assertThatThrownBy(() -> KafkaBootstrap.createTopics(options, 1, (short) 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(topic)
                .hasMessageContaining("kafka.max-message-bytes");
        KafkaOptions fitting = options.withMaxMessageBytes(200_000);
        KafkaBootstrap.createTopics(fitting, 1, (short) 1);
        assertTakesALetterOfTheLargestEvent(fitting);
    }

    private static void assertTakesALetterOfTheLargestEvent(KafkaOptions options)
            throws IOException, InterruptedException {
        byte[] value = new byte[1_048_576];
        new Random(1).nextBytes(value);
        RawEvent event = RawEvent.of(value, 0).withKey("k".repeat(8 * 1024));
        Problem problem = Problem.of(Stage.PARSE, Reason.BAD_JSON, "It is noise.");
        try (DeadLetterSender.Session session = KafkaDeadLetters.create(options).open()) {
            session.send(List.of(new DeadLetter(event, null, problem, 1, 1)));
        }
    }

    private static KafkaOptions options(String prefix) {
        return KafkaOptions.of(broker.bootstrapServers())
                .withTopics(
                        new KafkaTopics(
                                prefix + ".arrivals",
                                prefix + ".status",
                                prefix + ".dead-letters",
                                prefix + ".control",
                                prefix + ".segments-done"));
    }

    /** Sends one message to each partition, without a second try. */
    private static List<Integer> producedAtOnce(String topic)
            throws ExecutionException, InterruptedException {
        List<Integer> partitions = new ArrayList<>();
        try (KafkaProducer<String, String> producer = producer()) {
            for (int i = 0; i < PARTITIONS; i++) {
                ProducerRecord<String, String> message = new ProducerRecord<>(topic, i, "k", "v");
                partitions.add(producer.send(message).get().partition());
            }
        }
        return partitions;
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "retries", 0),
                new StringSerializer(),
                new StringSerializer());
    }
}

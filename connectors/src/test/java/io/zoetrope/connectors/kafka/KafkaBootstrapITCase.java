package io.zoetrope.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.testing.kafka.KafkaBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Topics can be used when the bootstrap returns, whoever made them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KafkaBootstrapITCase {
    private static final int PARTITIONS = 3;
    private static final int STARTS = 4;
    private static final int ROUNDS = 10;

    private static KafkaBroker broker;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
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

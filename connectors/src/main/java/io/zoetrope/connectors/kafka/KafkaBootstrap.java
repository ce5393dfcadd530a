package io.zoetrope.connectors.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are not there yet; safe at every start and by several at once. */
public final class KafkaBootstrap {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaBootstrap.class);
    private static final int ATTEMPTS = 100;
    private static final long PAUSE_MS = 100;

    private static final String DONE_RETENTION_MS = "3600000";
    private static final String DONE_SEGMENT_MS = "900000";

    private KafkaBootstrap() {}

    /**
     * Returns when every partition of every topic has a leader, so that what is produced next is
     * not lost to a topic half made.
     *
     * @param partitions of a topic that is created; one that exists keeps its own
     * @param replication of a topic that is created; -1 for the broker's default
     * @throws IOException if the broker cannot be reached or refuses
     */
    public static void createTopics(KafkaOptions options, int partitions, short replication)
            throws IOException, InterruptedException {
        try (Admin admin = Admin.create(options.clientProperties())) {
            for (String name : options.topics().names()) {
                createTopic(admin, newTopic(options, name, partitions, replication));
            }
            awaitLeaders(admin, options.topics().names());
            checkMessageSizes(admin, options);
        } catch (ExecutionException e) {
            throw new IOException(
                    "Kafka at " + options.bootstrapServers() + ": " + e.getCause().getMessage(),
                    e.getCause());
        }
    }

    /**
     * A topic that takes less than is written would stop the job at the first large dead letter.
     *
     * @throws IllegalArgumentException naming the topic and what to set
     */
    private static void checkMessageSizes(Admin admin, KafkaOptions options)
            throws ExecutionException, InterruptedException {
        List<ConfigResource> topics =
                Stream.of(options.topics().deadLetters(), options.topics().status())
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList();
        Map<ConfigResource, Config> settings;
        try {
            settings = admin.describeConfigs(topics).all().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                LOG.info(
                        "may not read the settings of topics; kafka.max-message-bytes is believed");
                return;
            }
            throw e;
        }
        for (ConfigResource topic : topics) {
            String taken = settings.get(topic).get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value();
            if (Integer.parseInt(taken) < options.maxMessageBytes()) {
                throw new IllegalArgumentException(
                        "topic %s takes messages of %s bytes only: raise its max.message.bytes, or set kafka.max-message-bytes to as much"
                                .formatted(topic.name(), taken));
            }
        }
    }

    private static NewTopic newTopic(
            KafkaOptions options, String name, int partitions, short replication) {
        NewTopic topic =
                new NewTopic(
                        name,
                        Optional.of(partitions),
                        replication < 0 ? Optional.empty() : Optional.of(replication));
        return topic.configs(settings(options.topics(), name));
    }

    /** Of a topic that differs from the broker's defaults. */
    private static Map<String, String> settings(KafkaTopics topics, String name) {
        if (name.equals(topics.status()) || name.equals(topics.control())) {
            return Map.of("cleanup.policy", "compact");
        }
        // Worthless after minutes; a segment file is deleted only after it is closed.
        return name.equals(topics.segmentsDone())
                ? Map.of("retention.ms", DONE_RETENTION_MS, "segment.ms", DONE_SEGMENT_MS)
                : Map.of();
    }

    private static void createTopic(Admin admin, NewTopic topic)
            throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static void awaitLeaders(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Map<TopicPartition, OffsetSpec> every =
                        admin.describeTopics(topics).allTopicNames().get().values().stream()
                                .flatMap(
                                        topic ->
                                                topic.partitions().stream()
                                                        .map(
                                                                p ->
                                                                        new TopicPartition(
                                                                                topic.name(),
                                                                                p.partition())))
                                .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
                admin.listOffsets(every).all().get();
                return;
            } catch (ExecutionException e) {
                if (attempt == ATTEMPTS || !(e.getCause() instanceof RetriableException)) {
                    throw e;
                }
                // The client fails at once for a topic that its broker has not heard of yet.
                Thread.sleep(PAUSE_MS);
            }
        }
    }
}

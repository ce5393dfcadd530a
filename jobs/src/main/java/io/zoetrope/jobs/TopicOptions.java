package io.zoetrope.jobs;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.zoetrope.connectors.kafka.KafkaOptions;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** Kafka: brokers, topics, and what is promised of the messages. */
public final class TopicOptions {
    public static final ConfigOption<String> KAFKA_SERVERS =
            key("kafka.bootstrap-servers")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Kafka brokers, host:port[,host:port]. Required.");

    public static final ConfigOption<String> KAFKA_GROUP =
            key("kafka.group-id")
                    .stringType()
                    .defaultValue("zoetrope")
                    .withDescription(
                            "Consumer group, and the prefix of the sinks' transactions: one for"
                                    + " each job. A first start goes on from its committed offsets,"
                                    + " else from the earliest.");

    public static final ConfigOption<String> ARRIVALS_TOPIC =
            key("kafka.topic.arrivals")
                    .stringType()
                    .defaultValue("video.arrivals")
                    .withDescription("Events about videos, in.");

    public static final ConfigOption<String> STATUS_TOPIC =
            key("kafka.topic.status")
                    .stringType()
                    .defaultValue("video.status")
                    .withDescription("Where each video stands, out; compacted by video id.");

    public static final ConfigOption<String> DEAD_LETTERS_TOPIC =
            key("kafka.topic.dead-letters")
                    .stringType()
                    .defaultValue("video.dead-letters")
                    .withDescription("Rejected inputs, with their original event, out.");

    public static final ConfigOption<String> CONTROL_TOPIC =
            key("kafka.topic.control")
                    .stringType()
                    .defaultValue("video.control")
                    .withDescription("Labels, standing queries and model switches, in.");

    public static final ConfigOption<String> SEGMENTS_DONE_TOPIC =
            key("kafka.topic.segments-done")
                    .stringType()
                    .defaultValue("segments.done")
                    .withDescription(
                            "The job's word to itself about segments that are done: one topic for"
                                    + " each job, which nobody else writes to.");

    public static final ConfigOption<Boolean> CREATE_TOPICS =
            key("kafka.create-topics")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Create topics that are missing, when the job is submitted.");

    public static final ConfigOption<Integer> TOPIC_PARTITIONS =
            key("kafka.topic.partitions")
                    .intType()
                    .defaultValue(4)
                    .withDescription("Partitions of a topic that is created.");

    public static final ConfigOption<Integer> TOPIC_REPLICATION =
            key("kafka.topic.replication")
                    .intType()
                    .defaultValue(-1)
                    .withDescription(
                            "Replicas of a topic that is created; -1 for the broker's own.");

    public static final ConfigOption<DeliveryGuarantee> KAFKA_GUARANTEE =
            key("kafka.sink-guarantee")
                    .enumType(DeliveryGuarantee.class)
                    .defaultValue(DeliveryGuarantee.AT_LEAST_ONCE)
                    .withDescription(
                            "Of statuses and dead letters. exactly-once shows them to"
                                    + " read_committed readers at each checkpoint; at-least-once shows"
                                    + " them at once and may repeat them after a failure.");

    public static final ConfigOption<Duration> KAFKA_TRANSACTION_TIMEOUT =
            key("kafka.transaction-timeout")
                    .durationType()
                    .defaultValue(Duration.ofMillis(KafkaOptions.TRANSACTION_TIMEOUT_MS))
                    .withDescription(
                            "With exactly-once: an open transaction is given up after this and its"
                                    + " messages are lost. Longer than execution.checkpointing.timeout"
                                    + " and a restart together; brokers allow 15 min unless their"
                                    + " transaction.max.timeout.ms is raised.");

    public static final ConfigOption<Integer> KAFKA_MAX_MESSAGE =
            key("kafka.max-message-bytes")
                    .intType()
                    .defaultValue(KafkaOptions.MAX_MESSAGE_BYTES)
                    .withDescription(
                            "Largest message that is written; a dead letter that would be larger is"
                                    + " cut, a status loses its title and metadata. Not more than the"
                                    + " topics' max.message.bytes.");

    public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
            key("kafka.properties")
                    .mapType()
                    .defaultValue(Map.of())
                    .withDescription(
                            "Further properties of every Kafka client, such as security; they stand"
                                    + " before the defaults of this job, transaction.timeout.ms"
                                    + " included.");

    private TopicOptions() {}
}

package io.zoetrope.connectors.kafka;

import io.zoetrope.connectors.json.DeadLetterDocument;
import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Which Kafka, and how.
 *
 * @param bootstrapServers {@code host:port[,host:port]}
 * @param groupId consumer group; also names the sinks' transactions, so two jobs on one broker need
 *     two
 * @param guarantee of the sinks; EXACTLY_ONCE makes them visible to {@code read_committed} readers
 *     at each checkpoint, AT_LEAST_ONCE at once
 * @param transactionTimeoutMs after this a broker gives an open transaction of a sink up, and what
 *     is in it is lost: longer than a checkpoint and a restart take together, and not longer than
 *     the broker's {@code transaction.max.timeout.ms}
 * @param maxMessageBytes the largest message that is written, with its key: not more than the
 *     {@code max.message.bytes} of the topics; what would be larger is cut
 * @param properties further client properties such as {@code security.protocol}, for every client;
 *     they stand before what is chosen elsewhere
 */
public record KafkaOptions(
        String bootstrapServers,
        String groupId,
        KafkaTopics topics,
        DeliveryGuarantee guarantee,
        long transactionTimeoutMs,
        int maxMessageBytes,
        Map<String, String> properties)
        implements Serializable {

    /** A broker's own bound, unless it was told another. */
    public static final long TRANSACTION_TIMEOUT_MS = 900_000;

    /** A little less than brokers and producers allow unless they were told another. */
    public static final int MAX_MESSAGE_BYTES = 1_000_000;

    /** A key and the message's own frame. */
    private static final int BESIDE_VALUE_BYTES = 10 * 1024;

    /**
     * @throws IllegalArgumentException if {@code maxMessageBytes} is too small for any dead letter
     */
    public KafkaOptions {
        properties = Map.copyOf(properties);
        if (maxMessageBytes < BESIDE_VALUE_BYTES + DeadLetterDocument.MIN_BYTES) {
            throw new IllegalArgumentException(
                    "messages of at least "
                            + (BESIDE_VALUE_BYTES + DeadLetterDocument.MIN_BYTES)
                            + " bytes are needed, not of "
                            + maxMessageBytes);
        }
    }

    /** Default topics and group, at least once. */
    public static KafkaOptions of(String bootstrapServers) {
        return new KafkaOptions(
                bootstrapServers,
                "zoetrope",
                KafkaTopics.DEFAULT,
                DeliveryGuarantee.AT_LEAST_ONCE,
                TRANSACTION_TIMEOUT_MS,
                MAX_MESSAGE_BYTES,
                Map.of());
    }

    public KafkaOptions withGroupId(String newGroupId) {
        return new KafkaOptions(
                bootstrapServers,
                newGroupId,
                topics,
                guarantee,
                transactionTimeoutMs,
                maxMessageBytes,
                properties);
    }

    public KafkaOptions withTopics(KafkaTopics newTopics) {
        return new KafkaOptions(
                bootstrapServers,
                groupId,
                newTopics,
                guarantee,
                transactionTimeoutMs,
                maxMessageBytes,
                properties);
    }

    public KafkaOptions withGuarantee(DeliveryGuarantee newGuarantee) {
        return new KafkaOptions(
                bootstrapServers,
                groupId,
                topics,
                newGuarantee,
                transactionTimeoutMs,
                maxMessageBytes,
                properties);
    }

    public KafkaOptions withTransactionTimeoutMs(long newTransactionTimeoutMs) {
        return new KafkaOptions(
                bootstrapServers,
                groupId,
                topics,
                guarantee,
                newTransactionTimeoutMs,
                maxMessageBytes,
                properties);
    }

    public KafkaOptions withMaxMessageBytes(int newMaxMessageBytes) {
        return new KafkaOptions(
                bootstrapServers,
                groupId,
                topics,
                guarantee,
                transactionTimeoutMs,
                newMaxMessageBytes,
                properties);
    }

    public KafkaOptions withProperties(Map<String, String> newProperties) {
        return new KafkaOptions(
                bootstrapServers,
                groupId,
                topics,
                guarantee,
                transactionTimeoutMs,
                maxMessageBytes,
                newProperties);
    }

    /** How large a message's value may be, also for a producer that was told a smaller bound. */
    int maxValueBytes() {
        String told = properties.getOrDefault(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "");
        int ofProducer = told.isBlank() ? maxMessageBytes : Integer.parseInt(told.strip());
        return Math.max(
                DeadLetterDocument.MIN_BYTES,
                Math.min(ofProducer, maxMessageBytes) - BESIDE_VALUE_BYTES);
    }

    /** What every client of this broker is configured with. */
    Properties clientProperties() {
        Properties client = new Properties();
        client.putAll(properties);
        client.setProperty("bootstrap.servers", bootstrapServers);
        return client;
    }
}

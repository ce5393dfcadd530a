package io.zoetrope.connectors.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;

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
 * @param properties further client properties such as {@code security.protocol}, for every client;
 *     they stand before what is chosen elsewhere
 */
public record KafkaOptions(
        String bootstrapServers,
        String groupId,
        KafkaTopics topics,
        DeliveryGuarantee guarantee,
        long transactionTimeoutMs,
        Map<String, String> properties)
        implements Serializable {

    /** A broker's own bound, unless it was told another. */
    public static final long TRANSACTION_TIMEOUT_MS = 900_000;

    public KafkaOptions {
        properties = Map.copyOf(properties);
    }

    /** Default topics and group, at least once. */
    public static KafkaOptions of(String bootstrapServers) {
        return new KafkaOptions(
                bootstrapServers,
                "zoetrope",
                KafkaTopics.DEFAULT,
                DeliveryGuarantee.AT_LEAST_ONCE,
                TRANSACTION_TIMEOUT_MS,
                Map.of());
    }

    public KafkaOptions withGroupId(String newGroupId) {
        return new KafkaOptions(
                bootstrapServers, newGroupId, topics, guarantee, transactionTimeoutMs, properties);
    }

    public KafkaOptions withTopics(KafkaTopics newTopics) {
        return new KafkaOptions(
                bootstrapServers, groupId, newTopics, guarantee, transactionTimeoutMs, properties);
    }

    public KafkaOptions withGuarantee(DeliveryGuarantee newGuarantee) {
        return new KafkaOptions(
                bootstrapServers, groupId, topics, newGuarantee, transactionTimeoutMs, properties);
    }

    public KafkaOptions withTransactionTimeoutMs(long newTransactionTimeoutMs) {
        return new KafkaOptions(
                bootstrapServers, groupId, topics, guarantee, newTransactionTimeoutMs, properties);
    }

    public KafkaOptions withProperties(Map<String, String> newProperties) {
        return new KafkaOptions(
                bootstrapServers, groupId, topics, guarantee, transactionTimeoutMs, newProperties);
    }

    /** What every client of this broker is configured with. */
    Properties clientProperties() {
        Properties client = new Properties();
        client.putAll(properties);
        client.setProperty("bootstrap.servers", bootstrapServers);
        return client;
    }
}

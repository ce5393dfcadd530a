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
 * @param properties further client properties such as {@code security.protocol}, for every client
 */
public record KafkaOptions(
        String bootstrapServers,
        String groupId,
        KafkaTopics topics,
        DeliveryGuarantee guarantee,
        Map<String, String> properties)
        implements Serializable {

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
                Map.of());
    }

    public KafkaOptions withGroupId(String newGroupId) {
        return new KafkaOptions(bootstrapServers, newGroupId, topics, guarantee, properties);
    }

    public KafkaOptions withTopics(KafkaTopics newTopics) {
        return new KafkaOptions(bootstrapServers, groupId, newTopics, guarantee, properties);
    }

    public KafkaOptions withGuarantee(DeliveryGuarantee newGuarantee) {
        return new KafkaOptions(bootstrapServers, groupId, topics, newGuarantee, properties);
    }

    public KafkaOptions withProperties(Map<String, String> newProperties) {
        return new KafkaOptions(bootstrapServers, groupId, topics, guarantee, newProperties);
    }

    /** What every client of this broker is configured with. */
    Properties clientProperties() {
        Properties client = new Properties();
        client.putAll(properties);
        client.setProperty("bootstrap.servers", bootstrapServers);
        return client;
    }
}

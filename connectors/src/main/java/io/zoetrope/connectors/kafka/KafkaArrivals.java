package io.zoetrope.connectors.kafka;

import io.zoetrope.domain.RawEvent;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Reads {@code video.arrivals}. Exactly once into the job's state: offsets are part of the
 * checkpoint. A first start goes on from the group's committed offsets, or from the earliest.
 */
public final class KafkaArrivals {
    private KafkaArrivals() {}

    /** Never ends. */
    public static KafkaSource<RawEvent> source(KafkaOptions options) {
        return builder(options).build();
    }

    /** Ends at what is the topic's end when the job starts. */
    public static KafkaSource<RawEvent> boundedSource(KafkaOptions options) {
        return builder(options).setBounded(OffsetsInitializer.latest()).build();
    }

    private static KafkaSourceBuilder<RawEvent> builder(KafkaOptions options) {
        return KafkaSource.<RawEvent>builder()
                .setProperties(options.clientProperties())
                .setGroupId(options.groupId())
                .setTopics(options.topics().arrivals())
                .setStartingOffsets(
                        OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new RawEventDeserializer());
    }
}

package io.zoetrope.connectors.kafka;

import io.zoetrope.domain.RawEvent;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * Reads {@code video.control}: what the service tells the job. A job that starts without a
 * checkpoint reads all of it, since what it says still holds; the topic is compacted.
 */
public final class KafkaControl {
    private KafkaControl() {}

    /** Never ends. */
    public static KafkaSource<RawEvent> source(KafkaOptions options) {
        return KafkaSource.<RawEvent>builder()
                .setProperties(options.clientProperties())
                .setGroupId(options.groupId() + "-control")
                .setTopics(options.topics().control())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new RawEventDeserializer())
                .build();
    }
}

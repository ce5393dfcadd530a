package io.zoetrope.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.connectors.json.SegmentDoneDocument;
import io.zoetrope.domain.message.SegmentDone;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes and reads {@code segments.done}, by which a job hears of its own segments. Flink has no
 * loops; the topic is one.
 */
public final class SegmentsDone {
    /** Long enough to gather a few, short enough that no decoding slot waits for it. */
    private static final String LINGER_MS = "5";

    private SegmentsDone() {}

    /**
     * At least once and at once, whatever the options' guarantee: a transaction would show it at
     * the next checkpoint only, and the line would stand still until then.
     */
    public static KafkaSink<SegmentDone> sink(KafkaOptions options) {
        Properties producer = options.clientProperties();
        producer.setProperty("linger.ms", LINGER_MS);
        return KafkaSink.<SegmentDone>builder()
                .setKafkaProducerConfig(producer)
                .setBootstrapServers(options.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new Schema(options.topics().segmentsDone()))
                .build();
    }

    /**
     * Goes on where the checkpoint says; a first start reads what was written after a time, so that
     * nothing is missed between the job's start and its first look at the topic.
     *
     * @param sinceMs epoch milliseconds
     */
    public static KafkaSource<SegmentDone> source(KafkaOptions options, long sinceMs) {
        return KafkaSource.<SegmentDone>builder()
                .setProperties(options.clientProperties())
                .setGroupId(options.groupId() + "-segments-done")
                .setTopics(options.topics().segmentsDone())
                .setStartingOffsets(OffsetsInitializer.timestamp(sinceMs))
                .setDeserializer(new SegmentDoneDeserializer())
                .build();
    }

    record Schema(String topic) implements KafkaRecordSerializationSchema<SegmentDone> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                SegmentDone done, KafkaSinkContext context, Long timestamp) {
            byte[] key = done.videoKey().getBytes(UTF_8);
            return new ProducerRecord<>(topic, key, SegmentDoneDocument.encode(done));
        }
    }
}

package io.zoetrope.connectors.kafka;

import io.zoetrope.domain.message.DeadLetter;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes {@code video.dead-letters}, keyed as the original event was. The guarantee is {@link
 * KafkaOptions#guarantee}.
 */
public final class DeadLetterSink {
    private DeadLetterSink() {}

    public static KafkaSink<DeadLetter> create(KafkaOptions options) {
        return JsonSink.create(
                options,
                "dead-letters",
                new Schema(options.topics().deadLetters(), options.maxValueBytes()));
    }

    private record Schema(String topic, int maxBytes)
            implements KafkaRecordSerializationSchema<DeadLetter> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                DeadLetter letter, KafkaSinkContext context, Long timestamp) {
            return DeadLetterMessages.toRecord(topic, maxBytes, letter);
        }
    }
}

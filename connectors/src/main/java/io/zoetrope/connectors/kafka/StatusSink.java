package io.zoetrope.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes {@code video.status}: the newest status of each video, behind {@link StatusMessages}. The
 * guarantee is {@link KafkaOptions#guarantee}; a status written twice compacts to one.
 */
public final class StatusSink {
    private StatusSink() {}

    public static KafkaSink<StatusMessage> create(KafkaOptions options) {
        return JsonSink.create(options, "status", new Schema(options.topics().status()));
    }

    private record Schema(String topic) implements KafkaRecordSerializationSchema<StatusMessage> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                StatusMessage message, KafkaSinkContext context, Long timestamp) {
            return new ProducerRecord<>(topic, message.key().getBytes(UTF_8), message.json());
        }
    }
}

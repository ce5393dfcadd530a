package io.zoetrope.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.connectors.json.VideoDocument;
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
        return JsonSink.create(
                options, "status", new Schema(options.topics().status(), options.maxValueBytes()));
    }

    private record Schema(String topic, int maxBytes)
            implements KafkaRecordSerializationSchema<StatusMessage> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                StatusMessage message, KafkaSinkContext context, Long timestamp) {
            byte[] json = message.json();
            return new ProducerRecord<>(
                    topic,
                    message.key().getBytes(UTF_8),
                    json != null && json.length > maxBytes
                            ? VideoDocument.withoutDescription(json)
                            : json);
        }
    }
}

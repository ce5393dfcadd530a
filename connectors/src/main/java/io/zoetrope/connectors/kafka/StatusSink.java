package io.zoetrope.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.connectors.json.VideoDocument;
import io.zoetrope.domain.VideoStatus;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes {@code video.status}: the newest status of each video, keyed by {@link
 * io.zoetrope.domain.VideoIds#key}. The guarantee is {@link KafkaOptions#guarantee}; a status
 * written twice compacts to one.
 */
public final class StatusSink {
    private StatusSink() {}

    public static KafkaSink<VideoStatus> create(KafkaOptions options) {
        return JsonSink.create(options, "status", new Schema(options.topics().status()));
    }

    private record Schema(String topic) implements KafkaRecordSerializationSchema<VideoStatus> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                VideoStatus status, KafkaSinkContext context, Long timestamp) {
            byte[] key = status.video().key().getBytes(UTF_8);
            return new ProducerRecord<>(topic, key, VideoDocument.encode(status));
        }
    }
}

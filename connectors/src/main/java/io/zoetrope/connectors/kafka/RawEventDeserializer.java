package io.zoetrope.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.domain.RawEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Takes a message as it is; nothing in it is judged here, so nothing in it can fail the job. */
final class RawEventDeserializer implements KafkaRecordDeserializationSchema<RawEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<RawEvent> out) {
        out.collect(toEvent(message));
    }

    static RawEvent toEvent(ConsumerRecord<byte[], byte[]> message) {
        return new RawEvent(
                message.topic(),
                message.partition(),
                message.offset(),
                message.timestamp(),
                text(message.key()),
                headers(message),
                message.value());
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> message) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        return headers;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    @Override
    public TypeInformation<RawEvent> getProducedType() {
        return TypeInformation.of(RawEvent.class);
    }
}

package io.zoetrope.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.connectors.json.DeadLetterDocument;
import io.zoetrope.domain.message.DeadLetter;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A dead letter as a Kafka message; the same from a stream and from inside a sink. */
final class DeadLetterMessages {
    private static final int MAX_KEY_BYTES = 8 * 1024;

    private DeadLetterMessages() {}

    /**
     * @param maxBytes of the value
     */
    static ProducerRecord<byte[], byte[]> toRecord(String topic, int maxBytes, DeadLetter letter) {
        byte[] key = letter.event().key().getBytes(UTF_8);
        boolean usable = key.length > 0 && key.length <= MAX_KEY_BYTES;
        return new ProducerRecord<>(
                topic, usable ? key : null, DeadLetterDocument.encode(letter, maxBytes));
    }
}

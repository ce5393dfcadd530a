package io.zoetrope.connectors.kafka;

import io.zoetrope.connectors.DeadLetterSender;
import io.zoetrope.domain.message.DeadLetter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters to {@code video.dead-letters} from inside a sink. At least once, whatever the
 * options' guarantee: a replay sends again.
 */
public final class KafkaDeadLetters implements DeadLetterSender {
    private static final long serialVersionUID = 1L;

    private final KafkaOptions options;

    private KafkaDeadLetters(KafkaOptions options) {
        this.options = options;
    }

    public static KafkaDeadLetters create(KafkaOptions options) {
        return new KafkaDeadLetters(options);
    }

    @Override
    public Session open() {
        ByteArraySerializer bytes = new ByteArraySerializer();
        return new ProducerSession(
                new KafkaProducer<>(options.clientProperties(), bytes, bytes),
                options.topics().deadLetters(),
                options.maxValueBytes());
    }

    private record ProducerSession(Producer<byte[], byte[]> producer, String topic, int maxBytes)
            implements Session {
        @Override
        public void send(List<DeadLetter> letters) throws IOException, InterruptedException {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (DeadLetter letter : letters) {
                sent.add(producer.send(DeadLetterMessages.toRecord(topic, maxBytes, letter)));
            }
            try {
                for (Future<RecordMetadata> one : sent) {
                    one.get();
                }
            } catch (ExecutionException e) {
                throw new IOException(
                        "cannot write to " + topic + ": " + e.getCause().getMessage(),
                        e.getCause());
            }
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}

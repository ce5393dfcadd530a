package io.zoetrope.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.domain.message.ArrivalFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells the pipeline of videos, as any producer would: one event each on Kafka. */
final class Arrivals {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Arrivals() {}

    /** Returns when the broker has acknowledged every event. */
    static void send(String bootstrap, String topic, List<GivenVideo> videos)
            throws InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (GivenVideo video : videos) {
                sent.add(producer.send(new ProducerRecord<>(topic, video.uri(), event(video))));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka took no event", e.getCause());
        }
    }

    private static byte[] event(GivenVideo video) {
        // The id is given so that a file that cannot be opened is still found under it.
        Map<String, String> data =
                Map.of(
                        ArrivalFields.URI, video.uri(),
                        ArrivalFields.VIDEO_ID, video.id(),
                        ArrivalFields.TITLE, video.name());
        try {
            return JSON.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of strings is always JSON", e);
        }
    }
}

package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.message.ArrivalFields;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.metrics.QueryMetric;
import io.zoetrope.query.options.QueryServiceOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the job of labels, and announces videos on Kafka as CloudEvents 1.0, structured mode. The
 * key is tenant and uri, so that what happens to one file stays in order. Thread-safe.
 */
public final class ArrivalEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArrivalEvents.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaProducer<String, String> producer;
    private final String topic;
    private final String controlTopic;
    private final MeterRegistry metrics;

    public ArrivalEvents(QueryServiceOptions.Kafka options, MeterRegistry metrics) {
        this.topic = options.arrivalsTopic();
        this.controlTopic = options.controlTopic();
        this.metrics = metrics;
        this.producer =
                new KafkaProducer<>(
                        options.client(
                                Map.of(
                                        ProducerConfig.ACKS_CONFIG, "all",
                                        ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000",
                                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000",
                                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "9000",
                                        ProducerConfig.LINGER_MS_CONFIG, "0")),
                        new StringSerializer(),
                        new StringSerializer());
    }

    /**
     * Sends events side by side and waits until Kafka has them all.
     *
     * @param all each with {@code tenant} and {@code uri}
     * @throws ApiError 503 if Kafka does not take one of them; the client may try again
     */
    void announce(ArrivalType of, List<ObjectNode> all) {
        String type = of.eventType();
        send(all.stream().map(data -> event(type, data)).toList());
        metrics.counter(QueryMetric.ANNOUNCED.metricName(), "type", type).increment(all.size());
    }

    private ProducerRecord<String, String> event(String type, ObjectNode data) {
        String key =
                data.path(ArrivalFields.TENANT).asText()
                        + "|"
                        + data.path(ArrivalFields.URI).asText();
        ProducerRecord<String, String> event =
                new ProducerRecord<>(topic, key, envelope(type, data).toString());
        event.headers()
                .add(
                        "content-type",
                        "application/cloudevents+json; charset=utf-8"
                                .getBytes(StandardCharsets.UTF_8));
        return event;
    }

    /**
     * Tells the job of a label, by {@code video.control}, and waits until Kafka has it.
     *
     * @param key of the label: later messages of one key stand for earlier ones
     * @throws ApiError 503 if Kafka does not take it
     */
    public void control(String key, String message) {
        send(List.of(new ProducerRecord<>(controlTopic, key, message)));
    }

    private static ObjectNode envelope(String type, ObjectNode data) {
        ObjectNode event = Json.MAPPER.createObjectNode();
        event.put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/zoetrope/query-service")
                .put("type", type)
                .put("time", Instant.now().toString())
                .put("datacontenttype", "application/json")
                .set("data", data);
        return event;
    }

    private void send(List<ProducerRecord<String, String>> events) {
        try {
            List<Future<RecordMetadata>> sent = events.stream().map(producer::send).toList();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            for (Future<RecordMetadata> one : sent) {
                one.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn("could not send {} events to Kafka", events.size(), e);
            throw ApiError.unavailable("the event could not be sent to Kafka; try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiError.unavailable("the service is stopping");
        }
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}

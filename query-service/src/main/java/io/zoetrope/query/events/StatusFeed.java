package io.zoetrope.query.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.options.QueryServiceOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code video.status} from now on and hands each status to every subscriber. It belongs to
 * no consumer group: every instance of the service sees every event. Waits for a topic that is not
 * there yet, and for a broker that went away.
 */
public final class StatusFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RETRY_MS = 1_000;

    /** Also how long the client believes what it was told of a topic. */
    private static final String LOOK_FOR_PARTITIONS_MS = "5000";

    private static final Duration LOOK_FOR_PARTITIONS =
            Duration.ofMillis(Long.parseLong(LOOK_FOR_PARTITIONS_MS));

    private final Set<Consumer<JsonNode>> subscribers = ConcurrentHashMap.newKeySet();
    private final QueryServiceOptions.Kafka options;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Starts following; the caller closes. */
    public StatusFeed(QueryServiceOptions.Kafka options) {
        this.options = options;
        this.thread = new Thread(this::run, "status-feed");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @param subscriber called on the feed's thread; must not block
     */
    public void subscribe(Consumer<JsonNode> subscriber) {
        subscribers.add(subscriber);
    }

    public void unsubscribe(Consumer<JsonNode> subscriber) {
        subscribers.remove(subscriber);
    }

    /** Whatever goes wrong is tried again: a feed that ended would never be missed. */
    private void run() {
        boolean warned = false;
        while (!isClosed(0)) {
            try {
                follow();
                warned = false;
            } catch (RuntimeException e) {
                if (!warned) {
                    LOG.warn("cannot follow {}; trying on", options.statusTopic(), e);
                    warned = true;
                }
                isClosed(RETRY_MS);
            }
        }
    }

    private void follow() {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            List<TopicPartition> known = partitions(consumer);
            if (known.isEmpty()) {
                isClosed(RETRY_MS);
                return;
            }
            consumer.assign(known);
            consumer.seekToEnd(known);
            long lookedNanos = System.nanoTime();
            while (!isClosed(0)) {
                consumer.poll(POLL).forEach(this::publish);
                if (System.nanoTime() - lookedNanos > LOOK_FOR_PARTITIONS.toNanos()) {
                    known = withNew(consumer, known);
                    lookedNanos = System.nanoTime();
                }
            }
        }
    }

    /** A partition that is new is read from its beginning: it was empty when it was last looked. */
    private List<TopicPartition> withNew(
            KafkaConsumer<String, String> consumer, List<TopicPartition> known) {
        List<TopicPartition> now = partitions(consumer);
        List<TopicPartition> added = now.stream().filter(p -> !known.contains(p)).toList();
        if (added.isEmpty()) {
            return known;
        }
        Map<TopicPartition, Long> places = new HashMap<>();
        known.forEach(partition -> places.put(partition, consumer.position(partition)));
        consumer.assign(now);
        places.forEach(consumer::seek);
        consumer.seekToBeginning(added);
        LOG.info("{} has {} more partitions", options.statusTopic(), added.size());
        return now;
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, String> consumer) {
        return consumer.partitionsFor(options.statusTopic(), Duration.ofSeconds(2)).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
    }

    private void publish(ConsumerRecord<String, String> event) {
        if (event.value() == null) {
            return;
        }
        try {
            JsonNode status = Json.MAPPER.readTree(event.value());
            subscribers.forEach(subscriber -> tell(subscriber, status));
        } catch (JsonProcessingException e) {
            LOG.warn(
                    "{}-{} offset {} is not JSON; skipped",
                    event.topic(),
                    event.partition(),
                    event.offset());
        }
    }

    /** One that cannot take it keeps nothing from the others. */
    private static void tell(Consumer<JsonNode> subscriber, JsonNode status) {
        try {
            subscriber.accept(status);
        } catch (RuntimeException e) {
            LOG.warn("a status could not be handed on", e);
        }
    }

    /** Whether the feed is to end, waiting up to a time for that. */
    private boolean isClosed(long waitMs) {
        try {
            return closed.await(waitMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                options.client(
                        Map.of(
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                                ConsumerConfig.METADATA_MAX_AGE_CONFIG, LOOK_FOR_PARTITIONS_MS,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")),
                new StringDeserializer(),
                new StringDeserializer());
    }

    @Override
    public void close() {
        // Not interrupted: an interrupted consumer cannot leave the broker in order.
        closed.countDown();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

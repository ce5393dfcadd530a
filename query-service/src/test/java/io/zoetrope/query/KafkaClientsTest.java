package io.zoetrope.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.query.admin.HealthApi;
import io.zoetrope.query.events.StatusFeed;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.query.videos.ArrivalEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsContext;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operator's properties reach each client that the service makes; no broker is there. */
@Timeout(30)
class KafkaClientsTest {
    @TempDir Path folder;

    @Test
    void allThreeClientsHaveThePropertiesOfTheFile() throws Exception {
        Path file = folder.resolve("client.properties");
        Files.writeString(
                file,
                "bootstrap.servers=127.0.0.1:2\nmetric.reporters=%s\n"
                        .formatted(SeenClients.class.getName()));
        QueryServiceOptions.Kafka options =
                QueryServiceOptions.of(Map.of(QueryOption.KAFKA_PROPERTIES_FILE, file.toString()))
                        .kafka();
        Set<String> seen = new HashSet<>();
        try (StatusFeed feed = new StatusFeed(options);
                ArrivalEvents events = new ArrivalEvents(options, new SimpleMeterRegistry());
                Admin health = HealthApi.kafka(options)) {
            assertThat(List.of(feed, events, health)).doesNotContainNull();
            while (seen.size() < 3) {
                seen.add(SeenClients.MADE.poll(20, TimeUnit.SECONDS));
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "kafka.admin.client 127.0.0.1:2",
                        "kafka.consumer 127.0.0.1:2",
                        "kafka.producer 127.0.0.1:2");
    }

    /** Is made by each client that its name was given to, and says by which. */
    public static final class SeenClients implements MetricsReporter {
        private static final BlockingQueue<String> MADE = new LinkedBlockingQueue<>();

        private Object servers;

        @Override
        public void configure(Map<String, ?> settings) {
            servers = settings.get("bootstrap.servers");
        }

        @Override
        public void contextChange(MetricsContext context) {
            MADE.add(context.contextLabels().get(MetricsContext.NAMESPACE) + " " + servers);
        }

        @Override
        public void init(List<KafkaMetric> metrics) {}

        @Override
        public void metricChange(KafkaMetric metric) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void close() {}
    }
}

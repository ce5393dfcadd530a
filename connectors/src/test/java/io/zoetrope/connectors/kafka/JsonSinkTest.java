package io.zoetrope.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

class JsonSinkTest {
    private static final String TIMEOUT = "transaction.timeout.ms";

    private final KafkaOptions options =
            KafkaOptions.of("broker:9092").withGuarantee(DeliveryGuarantee.EXACTLY_ONCE);

    @Test
    void aTransactionOutlivesACheckpoint() {
        assertThat(JsonSink.producerProperties(options)).containsEntry(TIMEOUT, "900000");
        assertThat(JsonSink.producerProperties(options.withTransactionTimeoutMs(3_600_000)))
                .containsEntry(TIMEOUT, "3600000");
    }

    @Test
    void whatTheOwnerSaysOfAClientStandsBeforeIt() {
        KafkaOptions owned =
                options.withTransactionTimeoutMs(60_000)
                        .withProperties(Map.of(TIMEOUT, "7200000", "acks", "1"));
        assertThat(JsonSink.producerProperties(owned))
                .containsEntry(TIMEOUT, "7200000")
                .containsEntry("acks", "1")
                .containsEntry("bootstrap.servers", "broker:9092");
    }

    @Test
    void withoutTransactionsThereIsNoTimeout() {
        assertThat(
                        JsonSink.producerProperties(
                                options.withGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)))
                .doesNotContainKey(TIMEOUT);
    }
}

package io.zoetrope.connectors.kafka;

import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;

/** What {@link StatusSink} and {@link DeadLetterSink} share: one JSON document per message. */
final class JsonSink {
    /** Below a broker's default {@code transaction.max.timeout.ms} of 15 minutes. */
    private static final String TRANSACTION_TIMEOUT_MS = "600000";

    private JsonSink() {}

    static <T> KafkaSink<T> create(
            KafkaOptions options, String name, KafkaRecordSerializationSchema<T> schema) {
        KafkaSinkBuilder<T> sink =
                KafkaSink.<T>builder()
                        .setKafkaProducerConfig(options.clientProperties())
                        .setBootstrapServers(options.bootstrapServers())
                        .setDeliveryGuarantee(options.guarantee())
                        .setRecordSerializer(schema);
        if (options.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
            sink.setTransactionalIdPrefix(options.groupId() + "-" + name)
                    .setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS);
        }
        return sink.build();
    }
}

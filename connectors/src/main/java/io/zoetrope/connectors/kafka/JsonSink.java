package io.zoetrope.connectors.kafka;

import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What {@link StatusSink} and {@link DeadLetterSink} share: one JSON document per message. */
final class JsonSink {
    private JsonSink() {}

    static <T> KafkaSink<T> create(
            KafkaOptions options, String name, KafkaRecordSerializationSchema<T> schema) {
        KafkaSinkBuilder<T> sink =
                KafkaSink.<T>builder()
                        .setKafkaProducerConfig(producerProperties(options))
                        .setBootstrapServers(options.bootstrapServers())
                        .setDeliveryGuarantee(options.guarantee())
                        .setRecordSerializer(schema);
        if (options.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
            sink.setTransactionalIdPrefix(options.groupId() + "-" + name);
        }
        return sink.build();
    }

    /** What the options' owner says of a client stands before anything that is chosen here. */
    static Properties producerProperties(KafkaOptions options) {
        Properties producer = options.clientProperties();
        if (options.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
            producer.putIfAbsent(
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    Long.toString(options.transactionTimeoutMs()));
        }
        return producer;
    }
}

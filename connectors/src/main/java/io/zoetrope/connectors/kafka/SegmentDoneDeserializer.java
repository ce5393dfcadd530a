package io.zoetrope.connectors.kafka;

import io.zoetrope.connectors.json.SegmentDoneDocument;
import io.zoetrope.domain.message.SegmentDone;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Drops and counts what it cannot read: anyone may write to a topic, and nothing is lost by it. */
final class SegmentDoneDeserializer implements KafkaRecordDeserializationSchema<SegmentDone> {
    private static final long serialVersionUID = 1L;

    /** Messages on the topic that were not written by this job, or by a later version of it. */
    static final String UNREADABLE = "unreadableMessages";

    private transient Counter unreadable;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        unreadable = context.getMetricGroup().counter(UNREADABLE);
    }

    long unreadable() {
        return unreadable.getCount();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<SegmentDone> out) {
        SegmentDone done = SegmentDoneDocument.decode(message.value());
        if (done != null) {
            out.collect(done);
        } else {
            unreadable.inc();
        }
    }

    @Override
    public TypeInformation<SegmentDone> getProducedType() {
        return TypeInformation.of(SegmentDone.class);
    }
}

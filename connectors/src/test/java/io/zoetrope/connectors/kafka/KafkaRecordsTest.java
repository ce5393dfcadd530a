package io.zoetrope.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.testing.events.HostileMessage;
import io.zoetrope.testing.events.HostileMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaRecordsTest {
    private static ConsumerRecord<byte[], byte[]> message(byte[] key, byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_type", "first".getBytes(UTF_8));
        headers.add("ce_type", "last".getBytes(UTF_8));
        headers.add("empty", null);
        return new ConsumerRecord<>(
                "t",
                2,
                77,
                1234,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }

    @Test
    void aMessageKeepsAllThatADeadLetterNeeds() {
        RawEvent event =
                RawEventDeserializer.toEvent(message("k".getBytes(UTF_8), new byte[] {1, 2}));
        assertThat(event.topic()).isEqualTo("t");
        assertThat(event.partition()).isEqualTo(2);
        assertThat(event.offset()).isEqualTo(77);
        assertThat(event.timestampMs()).isEqualTo(1234);
        assertThat(event.key()).isEqualTo("k");
        assertThat(event.headers()).isEqualTo(Map.of("ce_type", "last", "empty", ""));
        assertThat(event.value()).containsExactly(1, 2);
    }

    @Test
    void aTombstoneAndAKeyThatIsNotTextAreTaken() {
        RawEvent event = RawEventDeserializer.toEvent(message(new byte[] {(byte) 0xff}, null));
        assertThat(event.key()).isEqualTo("\uFFFD");
        assertThat(event.value()).isEmpty();
        assertThat(RawEventDeserializer.toEvent(message(null, null)).key()).isEmpty();
    }

    @Test
    void anyTimestampIsTaken() {
        RawEvent before = RawEventDeserializer.toEvent(stamped(-1));
        RawEvent never = RawEventDeserializer.toEvent(stamped(Long.MIN_VALUE));

        assertThat(before.timestampMs()).isZero();
        assertThat(never.timestampMs()).isZero();
        assertThat(RawEventDeserializer.toEvent(stamped(Long.MAX_VALUE)).timestampMs())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whateverAStrangerSendsBecomesAnEventAndALetterThatFits() {
        HostileMessages messages = new HostileMessages(7);
        KafkaOptions options = KafkaOptions.of("k:1");
        for (int i = 0; i < 5_000; i++) {
            RawEvent event = RawEventDeserializer.toEvent(consumed(messages.next()));
            DeadLetter letter = new DeadLetter(event, null, new Problem("parse", "r", "d"), 1, 1);
            ProducerRecord<byte[], byte[]> sent =
                    DeadLetterMessages.toRecord("d", options.maxValueBytes(), letter);
            int key = sent.key() == null ? 0 : sent.key().length;
            assertThat(sent.value().length + key).isLessThan(options.maxMessageBytes());
        }
    }

    @Test
    void aSmallerBoundOfTheProducersIsKept() {
        KafkaOptions options =
                KafkaOptions.of("k:1").withProperties(Map.of("max.request.size", "200000"));

        assertThat(options.maxValueBytes()).isLessThan(200_000).isGreaterThan(180_000);
        assertThat(KafkaOptions.of("k:1").withMaxMessageBytes(300_000).maxValueBytes())
                .isLessThan(300_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaOptions.of("k:1").withMaxMessageBytes(1000));
    }

    @Test
    void eventsTravelWithoutKryo() throws Exception {
        Configuration noKryo = new Configuration();
        noKryo.set(PipelineOptions.GENERIC_TYPES, false);
        TypeSerializer<RawEvent> serializer =
                new RawEventDeserializer()
                        .getProducedType()
                        .createSerializer(new SerializerConfigImpl(noKryo));
        RawEvent event = RawEventDeserializer.toEvent(message(null, new byte[] {7}));
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(event, out);
        RawEvent copy = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(copy).usingRecursiveComparison().isEqualTo(event);
    }

    @Test
    void aDeadLetterKeepsItsEventsKeyUnlessThatIsTooLong() {
        assertThat(DeadLetterMessages.toRecord("d", 100_000, letter("k")).key())
                .isEqualTo("k".getBytes(UTF_8));
        assertThat(DeadLetterMessages.toRecord("d", 100_000, letter("")).key()).isNull();
        assertThat(DeadLetterMessages.toRecord("d", 100_000, letter("k".repeat(9000))).key())
                .isNull();
    }

    @Test
    void whatIsDoneIsReadAsItWasWritten() throws Exception {
        SegmentDone done = SegmentDone.done("key", 5, 1, 2, 20_000_000, 9);
        ProducerRecord<byte[], byte[]> sent =
                new SegmentsDone.Schema("s").serialize(done, null, null);
        List<SegmentDone> read = new ArrayList<>();

        SegmentDoneDeserializer deserializer =
                InstantiationUtil.clone(new SegmentDoneDeserializer());
        deserializer.open(new NoMetrics());
        deserializer.deserialize(message(sent.key(), sent.value()), new ListCollector<>(read));
        deserializer.deserialize(message(null, null), new ListCollector<>(read));
        deserializer.deserialize(message(null, new byte[] {1}), new ListCollector<>(read));

        assertThat(read).containsExactly(done);
        assertThat(deserializer.unreadable()).isEqualTo(2);
        assertThat(sent.key()).isEqualTo("key".getBytes(UTF_8));
        assertThat(sent.topic()).isEqualTo("s");
    }

    private static ConsumerRecord<byte[], byte[]> stamped(long timestampMs) {
        return consumed(new HostileMessage(null, Map.of(), new byte[] {1}, timestampMs));
    }

    private static ConsumerRecord<byte[], byte[]> consumed(HostileMessage message) {
        RecordHeaders headers = new RecordHeaders();
        message.headers().forEach(headers::add);
        return new ConsumerRecord<>(
                "t",
                0,
                1,
                message.timestampMs(),
                TimestampType.CREATE_TIME,
                0,
                0,
                message.key(),
                message.value(),
                headers,
                Optional.empty());
    }

    private static DeadLetter letter(String key) {
        RawEvent event = RawEvent.NONE.withKey(key);
        return new DeadLetter(event, null, new Problem("parse", "r", "d"), 1, 1);
    }

    private record NoMetrics() implements InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
        }
    }
}

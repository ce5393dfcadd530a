package io.zoetrope.operators.parse;

import static io.zoetrope.operators.parse.TestingMessages.arrivals;
import static io.zoetrope.operators.parse.TestingMessages.only;
import static io.zoetrope.operators.parse.TestingMessages.parse;
import static io.zoetrope.operators.parse.TestingMessages.rejection;
import static io.zoetrope.testing.events.RealMessages.cloudEvent;
import static io.zoetrope.testing.events.RealMessages.quoted;
import static io.zoetrope.testing.events.RealMessages.records;
import static io.zoetrope.testing.events.RealMessages.s3;
import static io.zoetrope.testing.events.RealMessages.sns;
import static io.zoetrope.testing.events.RealMessages.sqs;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoArrival;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopesTest {
    private static final String PUT =
            records(s3("aws:s3", "ObjectCreated:Put", "in/a.mp4", "", "0055AED6DCD90281E5"));
    private static final String DATA = "{\"uri\":\"s3a://videos/in/a.mp4\"}";
    private static final String EVENT = cloudEvent("zoetrope.video.arrived.v1", DATA);

    static List<String> wrapped() {
        return List.of(
                sns(PUT),
                sns(DATA),
                sns(EVENT),
                sqs(PUT),
                sqs(sns(PUT)),
                sqs(sns(sqs(sns(DATA)))),
                "{\"Messages\":[" + sqs(PUT) + "]}",
                "{\"Records\":[{\"messageId\":\"m\",\"eventSource\":\"aws:sqs\",\"body\":%s}]}"
                        .formatted(quoted(sns(PUT))),
                "{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":%s}]}".formatted(sns(PUT)),
                "{\"detail-type\":\"x\",\"source\":\"shop\",\"detail\":%s}".formatted(DATA),
                "{\"detail-type\":\"x\",\"source\":\"shop\",\"detail\":%s}".formatted(EVENT),
                "[" + EVENT + "]",
                "[" + DATA + "]",
                cloudEvent("com.amazonaws.ObjectCreated:Put", PUT));
    }

    @ParameterizedTest
    @MethodSource("wrapped")
    void unwraps(String message) throws RejectedInput {
        VideoArrival arrival = only(message);

        assertThat(arrival.type()).isEqualTo(ArrivalType.ARRIVED);
        assertThat(arrival.video().uri()).isEqualTo("s3a://videos/in/a.mp4");
    }

    @Test
    void takesTheGoodEventsOfABatch() throws RejectedInput {
        String deleted = cloudEvent("zoetrope.video.deleted.v1", DATA);

        List<ParsedEntry> entries =
                parse("[" + EVENT + "," + deleted + ",7," + cloudEvent("x", "{}") + "]").entries();

        assertThat(entries).hasSize(4);
        assertThat(entries.get(1).arrival().type()).isEqualTo(ArrivalType.DELETED);
        assertThat(entries.get(2).problem().detail()).startsWith("[2]: ");
        assertThat(entries.get(2).event().value()).asString().isEqualTo("7");
        assertThat(entries.get(3).problem().reason()).isEqualTo("unknown_event_type");
        assertThat(new String(entries.get(3).event().value(), StandardCharsets.UTF_8))
                .isEqualTo(cloudEvent("x", "{}"));
    }

    @Test
    void structuredModeGoesBeforeHeadersOfBinaryMode() throws RejectedInput {
        Map<String, String> headers =
                Map.of(
                        "ce_type",
                        "zoetrope.video.arrived.v1",
                        "ce_specversion",
                        "1.0",
                        "content-type",
                        "application/cloudevents+json");
        String deleted = cloudEvent("zoetrope.video.deleted.v1", DATA);

        ParsedEvent parsed =
                new ArrivalParser(TenantPrefixes.NONE)
                        .parse(
                                TestingMessages.event(
                                        deleted.getBytes(StandardCharsets.UTF_8), headers));

        assertThat(parsed.entries().get(0).arrival().type()).isEqualTo(ArrivalType.DELETED);
    }

    @Test
    void anEmptyBatchIsIgnored() throws RejectedInput {
        ParsedEvent parsed =
                new ArrivalParser(TenantPrefixes.NONE)
                        .parse(
                                TestingMessages.event(
                                        "[]".getBytes(StandardCharsets.UTF_8),
                                        Map.of(
                                                "content-type",
                                                "application/cloudevents-batch+json")));

        assertThat(parsed).isEqualTo(new ParsedEvent(List.of(), 1));
    }

    @Test
    void aTestOfASubscriptionIsIgnored() throws RejectedInput {
        String test = "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}";

        assertThat(parse(sqs(sns(test)))).isEqualTo(new ParsedEvent(List.of(), 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"schema\":{\"type\":\"struct\"},\"payload\":{\"uri\":\"s3a://v/a\"}}|not_an_arrival|schemas.enable=false",
                "{\"schema\":null,\"payload\":\"{}\"}|not_an_arrival|Kafka Connect",
                "\"{\\\"uri\\\":\\\"s3a://v/a\\\"}\"|not_an_arrival|StringConverter",
                "{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\"t\",\"Message\":\"m\"}|not_an_arrival|SubscribeURL",
                "{\"Type\":\"Notification\",\"TopicArn\":\"t\",\"Message\":\"hello\"}|bad_json|'Message'",
                "{\"Type\":\"Notification\",\"TopicArn\":\"t\",\"Message\":\"{}\"}|not_an_arrival|envelope of SNS",
                "{\"MessageId\":\"m\",\"Body\":\"[1]\"}|not_an_arrival|envelope of SQS",
                "{\"detail-type\":\"x\",\"detail\":7}|not_an_arrival|EventBridge"
            })
    void namesTheEnvelopeThatHoldsNoArrival(String value, String reason, String says) {
        RejectedInput rejection = rejection(value);

        assertThat(rejection).hasMessageContaining(says);
        assertThat(rejection.reason()).isEqualTo(reason);
    }

    @Test
    void opensSoManyEnvelopesAndNoMore() throws RejectedInput {
        String message = DATA;
        for (int i = 1; i < ParseLimits.MAX_ENVELOPES; i++) {
            message = sqs(message);
        }

        assertThat(only(message)).isNotNull();
        assertThat(rejection(sqs(message))).hasMessageContaining("envelopes");
    }

    @Test
    void aListOfEnvelopesIsBoundedAsAWhole() {
        String list = "{\"videos\":[" + (DATA + ",").repeat(599) + DATA + "]}";

        assertThat(rejection("[" + list + "," + list + "]").reason()).isEqualTo("event_too_large");
    }

    @Test
    void oneFaultOfAListIsOneRejection() throws RejectedInput {
        String message = "{\"Records\":[7,{}," + s3("aws:s3", "", "a", "", "1") + "]}";

        assertThat(parse(message).entries())
                .extracting(entry -> entry.problem().reason())
                .containsExactly("unknown_event_type", "unknown_event_type", "unknown_event_type");
        assertThat(arrivals(message)).containsOnlyNulls();
    }
}

package io.zoetrope.operators.parse;

import static io.zoetrope.operators.parse.TestingMessages.event;
import static io.zoetrope.testing.events.RealMessages.cloudEvent;
import static io.zoetrope.testing.events.RealMessages.eventBridge;
import static io.zoetrope.testing.events.RealMessages.records;
import static io.zoetrope.testing.events.RealMessages.s3;
import static io.zoetrope.testing.events.RealMessages.sns;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoArrival;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What travels with each video, and what its dead letter gives back. */
class CarriedEventsTest {
    private static final int RECORDS = 1000;

    @Test
    void aSmallMessageOfOneVideoTravelsAsItCame() throws RejectedInput {
        RawEvent event = event(sns(records(s3("aws:s3", "ObjectCreated:Put", "a", "", "1"))));

        assertThat(parse(event).entries().get(0).event()).isSameAs(event);
        assertThat(parse(event).entries().get(0).arrival().event()).isSameAs(event);
    }

    @Test
    void aNotificationOfAThousandRecordsIsNotCarriedAThousandTimes() throws RejectedInput {
        String[] all =
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> s3("aws:s3", "ObjectCreated:Put", "in/" + i, "v", "0" + i))
                        .toArray(String[]::new);

        List<ParsedEntry> entries = parse(event(records(all))).entries();

        assertThat(entries).hasSize(RECORDS);
        assertThat(entries.stream().mapToLong(e -> e.event().value().length).sum())
                .isLessThan(500_000);
        assertThat(entries.get(7).event().headers())
                .isEqualTo(Map.of(ArrivalParser.PART_HEADER, "8/1000"));
        assertThat(entries).allSatisfy(CarriedEventsTest::assertSaysTheSameAgain);
    }

    static List<String> several() {
        String one = s3("ceph:s3", "ObjectCreated:Put", "50% off.mp4", "", "F7E6D75DC742D108");
        String gone = s3("aws:s3", "ObjectRemoved:Delete", "a%20b.mp4", "v1", "0065E2F0A1B2D4");
        String data =
                "{\"tenant\":\"t\",\"metadata\":{\"n\":1.50,\"b\":true,\"s\":\"\\\"ü😀\"},\"limit_seconds\":2,\"videos\":[{\"uri\":\"file:///a\",\"video_id\":\"x\"},{\"uri\":\"file:///b\",\"title\":\"T\"}]}";
        return List.of(
                records(one, gone),
                "[%s,%s]"
                        .formatted(
                                eventBridge("Object Created", "a+b"),
                                eventBridge("Object Deleted", "c")),
                data,
                cloudEvent("zoetrope.video.deleted.v1", data));
    }

    @ParameterizedTest
    @MethodSource("several")
    void aPartSaysTheSameOfItsVideo(String message) throws RejectedInput {
        List<ParsedEntry> entries = parse(event(message)).entries();

        assertThat(entries).hasSize(2).allSatisfy(CarriedEventsTest::assertSaysTheSameAgain);
        assertThat(entries.get(0).event().headers())
                .containsEntry(ArrivalParser.PART_HEADER, "1/2");
    }

    @Test
    void aPartKeepsThePositionTheAttemptAndAShortKey() throws RejectedInput {
        byte[] value =
                "{\"videos\":[{\"uri\":\"file:///a\"},{\"uri\":\"file:///b\"}]}".getBytes(UTF_8);
        Map<String, String> headers =
                Map.of(ArrivalParser.ATTEMPT_HEADER, "3", "traceparent", "x".repeat(5000));

        ParsedEntry part =
                parse(new RawEvent("t", 4, 77, 1234, "key", headers, value)).entries().get(1);

        assertThat(part.event())
                .extracting(RawEvent::topic, RawEvent::partition, RawEvent::offset, RawEvent::key)
                .containsExactly("t", 4, 77L, "key");
        assertThat(part.event().headers())
                .isEqualTo(
                        Map.of(
                                ArrivalParser.ATTEMPT_HEADER,
                                "3",
                                ArrivalParser.PART_HEADER,
                                "2/2"));
        assertThat(part.arrival().attempt()).isEqualTo(3);
        String longKey = "k".repeat(2000);
        assertThat(
                        parse(new RawEvent("t", 4, 77, 1234, longKey, headers, value))
                                .entries()
                                .get(0)
                                .event()
                                .key())
                .isEmpty();
    }

    @Test
    void aLargeMessageOfOneVideoIsCarriedAsWhatCountsInIt() throws RejectedInput {
        String junk = "x".repeat(900_000);
        RawEvent large = event("{\"uri\":\"file:///a\",\"note\":\"" + junk + "\"}");
        RawEvent manyHeaders =
                event("{\"uri\":\"file:///a\"}".getBytes(UTF_8), Map.of("h", "x".repeat(500_000)));

        for (RawEvent event : List.of(large, manyHeaders)) {
            ParsedEntry entry = parse(event).entries().get(0);
            assertThat(entry.event().value()).asString(UTF_8).isEqualTo("{\"uri\":\"file:///a\"}");
            assertThat(entry.event().headers()).isEqualTo(Map.of(ArrivalParser.PART_HEADER, "1/1"));
        }
    }

    @Test
    void rejectionsOfAListDoNotMultiplyIt() throws RejectedInput {
        String bad = "{\"uri\":\"no scheme\",\"junk\":\"" + "x".repeat(800) + "\"}";
        String list =
                IntStream.range(0, RECORDS).mapToObj(i -> bad).collect(Collectors.joining(","));
        RawEvent event = event("{\"title\":\"" + "t".repeat(900) + "\",\"videos\":[" + list + "]}");

        List<ParsedEntry> entries = parse(event).entries();

        assertThat(entries).hasSize(RECORDS).allMatch(e -> e.problem() != null);
        assertThat(entries.stream().mapToLong(e -> e.event().value().length).sum())
                .isLessThan(3L * event.value().length);
        assertThat(entries.get(3).event().value()).asString(UTF_8).contains("no scheme", "ttt");
    }

    @Test
    void whatAListSharesIsJudgedOnceAndBounded() {
        String videos =
                "\"videos\":[" + "{\"uri\":\"file:///a\"},".repeat(999) + "{\"uri\":\"x:y\"}]";

        assertThat(TestingMessages.rejection("{\"title\":7," + videos + "}").reason())
                .isEqualTo("bad_field");
        String metadata =
                IntStream.range(0, 7)
                        .mapToObj(i -> "\"" + i + "\":\"" + "m".repeat(4000) + "\"")
                        .collect(Collectors.joining(","));
        assertThat(TestingMessages.rejection("{\"metadata\":{" + metadata + "}," + videos + "}"))
                .hasMessageContaining("split the list")
                .extracting(RejectedInput::reason)
                .isEqualTo("event_too_large");
    }

    private static void assertSaysTheSameAgain(ParsedEntry entry) throws RejectedInput {
        VideoArrival arrival = entry.arrival();
        List<ParsedEntry> again = parse(entry.event()).entries();
        assertThat(again).hasSize(1);
        assertThat(again.get(0).arrival())
                .usingRecursiveComparison()
                .ignoringFields("event")
                .isEqualTo(arrival);
        assertThat(again.get(0).event()).isSameAs(entry.event());
    }

    private static ParsedEvent parse(RawEvent event) throws RejectedInput {
        return new ArrivalParser(TenantPrefixes.NONE).parse(event);
    }
}

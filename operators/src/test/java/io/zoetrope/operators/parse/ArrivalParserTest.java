package io.zoetrope.operators.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoArrival;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalParserTest {
    private static final String DATA = "{\"uri\":\"https://host/a.mp4\"}";
    private static final String ARRIVED =
            "\"specversion\":\"1.0\",\"type\":\"zoetrope.video.arrived.v1\"";

    private final ArrivalParser parser = new ArrivalParser(TenantPrefixes.NONE);

    @Test
    void readsAllFieldsOfABareDataObject() throws RejectedInput {
        VideoArrival arrival =
                only(
                        """
                        {"uri":"s3a://b/k 1.mp4","video_id":"id-1","tenant":"t","collection":"c","title":"T",
                         "metadata":{"n":1,"b":true,"s":"x"},"limit_seconds":1.5,"segment_seconds":5,
                         "captions_uri":"s3a://b/k.vtt","analysers":["visual","text","visual"],"unknown":[1]}""");

        assertThat(arrival.type()).isEqualTo(ArrivalType.ARRIVED);
        assertThat(arrival.video().uri()).isEqualTo("s3a://b/k 1.mp4");
        assertThat(arrival.video().videoId()).isEqualTo("id-1");
        assertThat(arrival.video().tenant()).isEqualTo("t");
        assertThat(arrival.video().collection()).isEqualTo("c");
        assertThat(arrival.description().title()).isEqualTo("T");
        assertThat(arrival.description().metadata())
                .isEqualTo(Map.of("n", "1", "b", "true", "s", "x"));
        assertThat(arrival.description().captionsUri()).isEqualTo("s3a://b/k.vtt");
        assertThat(arrival.limits())
                .isEqualTo(
                        IndexingLimits.of(1_500_000, 5_000_000)
                                .forAnalysers(List.of("text", "visual")));
        assertThat(arrival.attempt()).isEqualTo(1);
    }

    @Test
    void readsCloudEventsInBinaryMode() throws RejectedInput {
        RawEvent event =
                event(
                        DATA,
                        Map.of(
                                "ce_specversion",
                                "1.0",
                                "ce_type",
                                "zoetrope.video.deleted.v1",
                                ArrivalParser.ATTEMPT_HEADER,
                                "3"));

        VideoArrival arrival = parser.parse(event).entries().get(0).arrival();

        assertThat(arrival.type()).isEqualTo(ArrivalType.DELETED);
        assertThat(arrival.attempt()).isEqualTo(3);
        assertThat(arrival.event()).isSameAs(event);
    }

    @Test
    void readsCloudEventsInStructuredModeWithEitherData() throws RejectedInput {
        assertThat(only("{%s,\"data\":%s}".formatted(ARRIVED, DATA)).video().uri())
                .isEqualTo("https://host/a.mp4");
        String encoded =
                java.util.Base64.getEncoder().encodeToString(DATA.getBytes(StandardCharsets.UTF_8));
        assertThat(only("{%s,\"data_base64\":\"%s\"}".formatted(ARRIVED, encoded)).video().uri())
                .isEqualTo("https://host/a.mp4");
    }

    @Test
    void readsBucketNotificationsUnchanged() throws RejectedInput {
        String records =
                """
                {"EventName":"s3:ObjectCreated:Put","Key":"b/x","Records":[
                 {"eventName":"s3:ObjectCreated:Put","s3":{"bucket":{"name":"b"},
                  "object":{"key":"in/a+b%%C3%%A9.mp4","size":1,"eTag":"e","sequencer":"0af"}}},
                 {"eventName":"ObjectRemoved:DeleteMarkerCreated","s3":{"bucket":{"name":"b"},
                  "object":{"key":"gone.mp4","sequencer":"1"}}},
                 {"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"b"},"object":{"key":"folder/"}}},
                 {"eventName":"ObjectTagging:Put","s3":{"bucket":{"name":"b"},"object":{"key":"t.mp4"}}},
                 {"eventName":"ObjectSung:Put","s3":{"bucket":{"name":"b"},"object":{"key":"t.mp4"}}}]}"""
                        .formatted();

        ParsedEvent parsed = parser.parse(event(records, Map.of()));
        List<ParsedEntry> entries = parsed.entries();

        assertThat(entries).hasSize(3);
        assertThat(entries.get(0).arrival().video().uri()).isEqualTo("s3a://b/in/a bé.mp4");
        assertThat(entries.get(1).arrival().type()).isEqualTo(ArrivalType.DELETED);
        assertThat(entries.get(0).arrival().notice().sequencer())
                .isLessThan(entries.get(1).arrival().notice().sequencer());
        assertThat(parsed.ignored()).as("a folder and a tag").isEqualTo(2);
        assertThat(entries.get(2).problem().reason()).isEqualTo("unknown_event_type");
    }

    @Test
    void passesOverTestEvents() throws RejectedInput {
        String test = "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}";

        assertThat(parser.parse(event(test, Map.of()))).isEqualTo(new ParsedEvent(List.of(), 1));
    }

    @Test
    void takesTheGoodVideosOfAList() throws RejectedInput {
        String list =
                """
                {"tenant":"t","title":"outer","videos":[
                 {"uri":"file:///a.mp4"},{"uri":"no-scheme"},{"uri":"file:///c.mp4","title":"own"},7]}""";

        List<ParsedEntry> entries = parser.parse(event(list, Map.of())).entries();

        assertThat(entries).hasSize(4);
        assertThat(entries.get(0).arrival().video().tenant()).isEqualTo("t");
        assertThat(entries.get(0).arrival().description().title()).isEqualTo("outer");
        assertThat(entries.get(1).problem().reason()).isEqualTo("bad_uri");
        assertThat(entries.get(1).problem().detail()).startsWith("videos[1]: ");
        assertThat(entries.get(2).arrival().description().title()).isEqualTo("own");
        assertThat(entries.get(3).problem().reason()).isEqualTo("bad_field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|empty_event|no value",
                "{|bad_json|line 1",
                "not json|bad_json|not valid JSON",
                "{} {}|bad_json|",
                "{\"uri\":\"file:///a\",\"uri\":\"file:///b\"}|bad_json|Duplicate",
                "[1]|not_an_arrival|object",
                "null|not_an_arrival|object",
                "{}|not_an_arrival|'uri'",
                "{\"uri\":\"\"}|missing_uri|'uri'",
                "{\"uri\":7}|bad_field|'uri' must be a string",
                "{\"uri\":\"/a/b.mp4\"}|bad_uri|scheme",
                "{\"uri\":\"https://u:secret@host/a\"}|bad_uri|credentials",
                "{\"uri\":\"s3a://key:se/cret@bucket/a\"}|bad_uri|credentials",
                "{\"uri\":\"file:///a\\u0000b\"}|bad_field|control character",
                "{\"uri\":\"file:///a\",\"limit_seconds\":-1}|bad_field|'limit_seconds'",
                "{\"uri\":\"file:///a\",\"limit_seconds\":\"9\"}|bad_field|'limit_seconds'",
                "{\"uri\":\"file:///a\",\"limit_seconds\":1e400}|bad_field|'limit_seconds'",
                "{\"uri\":\"file:///a\",\"segment_seconds\":0.01}|bad_field|'segment_seconds'",
                "{\"uri\":\"file:///a\",\"video_id\":\"../x\"}|bad_field|'video_id'",
                "{\"uri\":\"file:///a\",\"metadata\":[1]}|bad_field|'metadata'",
                "{\"uri\":\"file:///a\",\"metadata\":{\"a\":{}}}|bad_field|'metadata.a'",
                "{\"uri\":\"file:///a\",\"analysers\":\"visual\"}|bad_field|'analysers' must be a list",
                "{\"uri\":\"file:///a\",\"analysers\":[1]}|bad_field|'analysers' must hold names",
                "{\"uri\":\"file:///a\",\"analysers\":[\" \"]}|bad_field|'analysers' must hold names",
                "{\"uri\":\"file:///a\",\"analysers\":[0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6]}|bad_field|16 names",
                "{\"videos\":[]}|bad_field|'videos'",
                "{\"videos\":{}}|bad_field|'videos'",
                "{\"specversion\":\"0.3\",\"type\":\"x\",\"data\":{}}|unsupported_cloudevents_version|1.0",
                "{\"specversion\":\"1.0\",\"type\":\"x\",\"data\":{}}|unknown_event_type|'x'",
                "{\"specversion\":\"1.0\",\"type\":\"x\",\"data\":[]}|not_an_arrival|'data'",
                "{\"Records\":{}}|bad_field|'Records'"
            })
    void turnsDownWithASentence(String value, String reason, String says) {
        RejectedInput rejection = rejection(value);

        assertThat(rejection.reason()).isEqualTo(reason);
        assertThat(rejection).hasMessageContaining(says == null ? "" : says);
        assertThat(rejection.getMessage()).doesNotContain("secret");
    }

    @Test
    void boundsDepthAndSize() {
        assertThat(rejection("{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}").reason())
                .isEqualTo("bad_json");
        assertThat(rejection("{\"a\":\"" + "x".repeat(1_100_000) + "\"}").reason())
                .isEqualTo("event_too_large");
        assertThat(rejection("{\"a\":[" + "0,".repeat(260_000) + "0]}").reason())
                .isEqualTo("bad_json");
        assertThat(rejection("{\"videos\":[" + "{},".repeat(1000) + "{}]}").reason())
                .isEqualTo("bad_field");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "12,12", "0,1", "-3,1", "x,1", "99999999,1"})
    void readsTheAttemptHeader(String header, int attempt) {
        RawEvent event = event(DATA, Map.of(ArrivalParser.ATTEMPT_HEADER, header));

        assertThat(ArrivalParser.attempt(event)).isEqualTo(attempt);
    }

    private VideoArrival only(String value) throws RejectedInput {
        List<ParsedEntry> entries = parser.parse(event(value, Map.of())).entries();
        assertThat(entries).hasSize(1);
        return entries.get(0).arrival();
    }

    private RejectedInput rejection(String value) {
        return catchThrowableOfType(
                RejectedInput.class, () -> parser.parse(event(value, Map.of())));
    }

    private static RawEvent event(String value, Map<String, String> headers) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return RawEvent.of(bytes, 2).at("video.arrivals", 0, 1).withHeaders(headers);
    }
}

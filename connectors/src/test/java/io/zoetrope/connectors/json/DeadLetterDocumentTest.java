package io.zoetrope.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.connectors.TestingRecords;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.DeadLetter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterDocumentTest {
    private static final Problem PROBLEM = Problem.of(Stage.PARSE, Reason.BAD_JSON, "line 1");
    private static final int MAX_BYTES = 1_000_000;

    @Test
    void carriesTheEventAsText() throws Exception {
        JsonNode json = parse(letter("{\"uri\":ü}".getBytes(UTF_8), Map.of("h", "1")), MAX_BYTES);

        assertThat(json.path("event").toString())
                .isEqualTo(
                        "{\"topic\":\"video.arrivals\",\"partition\":3,\"offset\":42,"
                                + "\"timestamp_ms\":1000,\"key\":\"k\",\"headers\":{\"h\":\"1\"},"
                                + "\"value\":\"{\\\"uri\\\":ü}\"}");
        assertThat(json.path("video").path("version").asText()).isEqualTo("etag-1");
        assertThat(json.path("attempt").asInt()).isEqualTo(2);
        assertThat(json.path("at").asText()).isEqualTo("2026-03-01T23:59:59Z");
        assertThat(json.path("reason").asText()).isEqualTo("bad_json");
    }

    @Test
    void carriesOtherBytesAsBase64() throws Exception {
        byte[] bytes = {(byte) 0xff, 0, 1};

        JsonNode event = parse(letter(bytes, Map.of()), MAX_BYTES).path("event");

        assertThat(event.path("value_base64").binaryValue()).isEqualTo(bytes);
        assertThat(event.has("value")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "120, 1000000",
        "1, 1000000",
        "-1, 1000000",
        "120, 65536",
        "1, 65536",
        "120, 300000",
    })
    void staysBelowItsBoundWhateverTheEvent(byte fill, int maxBytes) throws Exception {
        byte[] value = new byte[1_048_576];
        Arrays.fill(value, fill);
        String wild = "\u0001".repeat(9000);
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            headers.put("header" + i + wild, wild);
        }
        RawEvent event = new RawEvent("video.arrivals", 3, 42, 1000, wild, headers, value);
        DeadLetter letter =
                new DeadLetter(
                        event,
                        new VideoRef(wild, wild, wild, wild, wild),
                        new Problem("s", "r", "\uD83D\uDE00".repeat(9000)),
                        1,
                        1);

        byte[] json = DeadLetterDocument.encode(letter, maxBytes);

        assertThat(json).hasSizeBetween(maxBytes * 9 / 10, maxBytes);
        JsonNode kept = new ObjectMapper().readTree(json).path("event");
        assertThat(kept.path("value_bytes").asInt()).isEqualTo(value.length);
        assertThat(kept.path("value_base64").binaryValue())
                .hasSizeGreaterThan(maxBytes / 4)
                .startsWith(fill, fill);
    }

    @Test
    void keepsAnEventWholeThatOnlyEscapingWouldBlowUp() throws Exception {
        byte[] value = new byte[600_000];
        Arrays.fill(value, (byte) 1);

        JsonNode event = parse(letter(value, Map.of()), MAX_BYTES).path("event");

        assertThat(event.path("value_base64").binaryValue()).isEqualTo(value);
        assertThat(event.has("value_bytes")).isFalse();
    }

    @Test
    void halfOfASurrogatePairIsStillJson() throws Exception {
        RawEvent event = RawEvent.NONE.withKey("\uD800").withHeaders(Map.of("\uDC00", "\uD800"));
        Problem cut = new Problem("s", "r", "cut in two: \uD83D");

        JsonNode json = parse(new DeadLetter(event, null, cut, 1, 1), MAX_BYTES);

        assertThat(json.path("detail").asText()).isEqualTo("cut in two: \uFFFD");
    }

    @Test
    void aLetterWithoutAVideoSaysNull() throws Exception {
        DeadLetter unknown =
                new DeadLetter(letter(new byte[0], Map.of()).event(), null, PROBLEM, 1, 0);

        assertThat(parse(unknown, MAX_BYTES).path("video").isNull()).isTrue();
    }

    private static JsonNode parse(DeadLetter letter, int maxBytes) throws Exception {
        byte[] json = DeadLetterDocument.encode(letter, maxBytes);
        assertThat(new String(json, UTF_8)).doesNotContain("\n");
        return new ObjectMapper().readTree(json);
    }

    private static DeadLetter letter(byte[] value, Map<String, String> headers) {
        RawEvent event = new RawEvent("video.arrivals", 3, 42, 1000, "k", headers, value);
        return new DeadLetter(event, TestingRecords.video("v"), PROBLEM, 2, 1_772_409_599_000L);
    }
}

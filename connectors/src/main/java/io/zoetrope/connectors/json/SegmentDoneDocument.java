package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.message.SegmentDone.Kind;
import java.io.IOException;
import java.util.Locale;

/**
 * A {@link SegmentDone} as the topic {@code segments.done} keeps it: one JSON object with a
 * version. What is read may have been written by anyone.
 */
public final class SegmentDoneDocument {
    private static final int VERSION = 1;

    /** A uri has up to 4,096 characters, each up to six bytes when it is escaped. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_DETAIL = 1024;

    private static final ObjectMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(4)
                                                    .maxNumberLength(20)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private SegmentDoneDocument() {}

    /**
     * @return one UTF-8 JSON object without line breaks
     */
    public static byte[] encode(SegmentDone done) {
        return JsonBytes.object(256, json -> write(json, done));
    }

    private static void write(JsonGenerator json, SegmentDone done) throws IOException {
        json.writeNumberField("v", VERSION);
        json.writeStringField("kind", done.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("video", done.videoKey());
        JsonBytes.text(json, "tenant", done.tenant());
        JsonBytes.text(json, "uri", done.uri());
        json.writeNumberField("generation", done.generation());
        json.writeNumberField("index", done.index());
        json.writeNumberField("arrived", done.arrived());
        json.writeNumberField("end_us", done.endUs());
        json.writeBooleanField("ended", done.ended());
        json.writeBooleanField("stop", done.stop());
        json.writeNumberField("run", done.run());
        JsonBytes.text(json, "store", PlainText.cut(done.store(), MAX_DETAIL));
        JsonBytes.text(json, "detail", PlainText.cut(done.detail(), MAX_DETAIL));
        if (done.playback()) {
            json.writeBooleanField("playback", true);
        }
        if (done.state() != null) {
            json.writeStringField("state", done.state().wireName());
            json.writeNumberField("ended_ms", done.endedMs());
        }
    }

    /**
     * @param value null for a message without one
     * @return null if this version cannot read it
     */
    public static SegmentDone decode(byte[] value) {
        if (value == null || value.length == 0 || value.length > MAX_BYTES) {
            return null;
        }
        try {
            JsonNode json = JSON.readTree(value, 0, value.length);
            return json.isObject() && number(json, "v") == VERSION ? read(json) : null;
        } catch (IOException | RuntimeException e) {
            // Whatever a stranger wrote: the caller counts it, and nothing waits for it.
            return null;
        }
    }

    private static SegmentDone read(JsonNode json) {
        Kind kind = Kind.valueOf(text(json, "kind").toUpperCase(Locale.ROOT));
        String state = json.path("state").asText();
        return new SegmentDone(
                kind,
                text(json, "video"),
                json.path("tenant").asText(),
                json.path("uri").asText(),
                number(json, "generation"),
                Math.toIntExact(number(json, "index")),
                Math.toIntExact(number(json, "arrived")),
                number(json, "end_us"),
                flag(json, "ended"),
                flag(json, "stop"),
                number(json, "run"),
                json.path("store").asText(),
                json.path("detail").asText(),
                state.isEmpty() ? null : IndexingState.valueOf(state.toUpperCase(Locale.ROOT)),
                json.path("ended_ms").asLong(),
                json.path("playback").asBoolean());
    }

    private static String text(JsonNode json, String name) {
        JsonNode field = json.path(name);
        if (!field.isTextual() || field.asText().isEmpty()) {
            throw new IllegalArgumentException(name + " is no text");
        }
        return field.asText();
    }

    private static long number(JsonNode json, String name) {
        JsonNode field = json.path(name);
        if (!field.isIntegralNumber() || !field.canConvertToLong()) {
            throw new IllegalArgumentException(name + " is no whole number");
        }
        return field.asLong();
    }

    private static boolean flag(JsonNode json, String name) {
        JsonNode field = json.path(name);
        if (!field.isBoolean()) {
            throw new IllegalArgumentException(name + " is neither true nor false");
        }
        return field.asBoolean();
    }
}

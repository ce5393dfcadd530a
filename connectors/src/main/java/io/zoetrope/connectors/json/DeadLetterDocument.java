package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.DeadLetter;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.VideoRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A {@link DeadLetter} as the {@code video.dead-letters} topic keeps it. Always below {@link
 * #MAX_BYTES}, so that a broker with Kafka's default limits takes it: an event that is larger is
 * carried as its first bytes with {@code value_bytes}, its full length, beside them.
 */
public final class DeadLetterDocument {
    /** Below Kafka's default of 1,048,576 for {@code max.request.size}. */
    public static final int MAX_BYTES = 1_000_000;

    private static final int CUT_VALUE_BYTES = 256 * 1024;
    private static final int MAX_NAME = 4 * 1024;
    private static final int MAX_HEADERS = 20;
    private static final int MAX_HEADER = 1024;

    private DeadLetterDocument() {}

    /** One UTF-8 JSON object without line breaks. */
    public static byte[] encode(DeadLetter letter) {
        byte[] whole = JsonBytes.object(2048, json -> write(json, letter, false));
        return whole.length <= MAX_BYTES
                ? whole
                : JsonBytes.object(MAX_BYTES / 2, json -> write(json, letter, true));
    }

    private static void write(JsonGenerator json, DeadLetter letter, boolean cut)
            throws IOException {
        json.writeObjectFieldStart("event");
        writeEvent(json, letter.event(), cut);
        json.writeEndObject();
        writeVideo(json, letter.video(), cut);
        VideoFields.problem(json, letter.problem(), MAX_NAME);
        json.writeNumberField("attempt", letter.attempt());
        JsonBytes.time(json, "at", letter.atMs());
    }

    private static void writeEvent(JsonGenerator json, RawEvent event, boolean cut)
            throws IOException {
        json.writeStringField("topic", event.topic());
        json.writeNumberField("partition", event.partition());
        json.writeNumberField("offset", event.offset());
        json.writeNumberField("timestamp_ms", event.timestampMs());
        json.writeStringField("key", cut ? JsonBytes.cut(event.key(), MAX_NAME) : event.key());
        writeHeaders(json, event.headers(), cut);
        byte[] value = event.value();
        if (cut && value.length > CUT_VALUE_BYTES) {
            json.writeNumberField("value_bytes", value.length);
            json.writeBinaryField("value_base64", Arrays.copyOf(value, CUT_VALUE_BYTES));
        } else {
            writeValue(json, value, cut);
        }
    }

    private static void writeHeaders(JsonGenerator json, Map<String, String> headers, boolean cut)
            throws IOException {
        json.writeObjectFieldStart("headers");
        int left = cut ? MAX_HEADERS : Integer.MAX_VALUE;
        int length = cut ? MAX_HEADER : Integer.MAX_VALUE;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (left-- == 0) {
                break;
            }
            String value = header.getValue() == null ? "" : header.getValue();
            json.writeStringField(
                    JsonBytes.cut(header.getKey(), length), JsonBytes.cut(value, length));
        }
        json.writeEndObject();
    }

    // Text stays readable in the topic; anything else, and text that escaping would blow up, is
    // base64.
    private static void writeValue(JsonGenerator json, byte[] value, boolean cut)
            throws IOException {
        if (!cut) {
            try {
                String text =
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(value))
                                .toString();
                json.writeStringField("value", text);
                return;
            } catch (CharacterCodingException notText) {
                // falls through to base64
            }
        }
        json.writeBinaryField("value_base64", value);
    }

    private static void writeVideo(JsonGenerator json, VideoRef video, boolean cut)
            throws IOException {
        if (video == null) {
            json.writeNullField("video");
            return;
        }
        int length = cut ? MAX_NAME : Integer.MAX_VALUE;
        json.writeObjectFieldStart("video");
        json.writeStringField("video_id", JsonBytes.cut(video.videoId(), length));
        json.writeStringField("tenant", JsonBytes.cut(video.tenant(), length));
        json.writeStringField("collection", JsonBytes.cut(video.collection(), length));
        json.writeStringField("uri", JsonBytes.cut(video.uri(), length));
        json.writeStringField("version", JsonBytes.cut(video.version(), length));
        json.writeEndObject();
    }
}

package io.zoetrope.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.DeadLetter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Map;

/**
 * A {@link DeadLetter} as the {@code video.dead-letters} topic keeps it. Never larger than it is
 * allowed to be: names and headers of an event that does not fit are cut, and if need be it is
 * carried as its first bytes with {@code value_bytes}, its full length, beside them.
 */
public final class DeadLetterDocument {
    /** Least size that can be asked for: what is not the event's value takes up to half of it. */
    public static final int MIN_BYTES = 64 * 1024;

    private static final int MAX_HEADERS = 20;
    private static final int MAX_DETAIL = 4 * 1024;

    /**
     * How much of a letter is written.
     *
     * @param nameChars of a key, a uri and the like
     * @param headers how many
     * @param headerChars of a header's name and of its value
     * @param text whether the value may stand as text
     * @param valueBytes of the value
     */
    private record Cut(int nameChars, int headers, int headerChars, boolean text, int valueBytes) {
        static final Cut NOTHING =
                new Cut(
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        true,
                        Integer.MAX_VALUE);

        /** Escaping makes six bytes of a character at worst. */
        static Cut names(int maxBytes) {
            return new Cut(
                    Math.min(4 * 1024, maxBytes / 128),
                    MAX_HEADERS,
                    Math.min(1024, maxBytes / 1024),
                    false,
                    0);
        }

        Cut withValue(int bytes) {
            return new Cut(nameChars, headers, headerChars, text, bytes);
        }
    }

    private DeadLetterDocument() {}

    /**
     * One UTF-8 JSON object without line breaks.
     *
     * @param maxBytes at least {@link #MIN_BYTES}
     */
    public static byte[] encode(DeadLetter letter, int maxBytes) {
        if (letter.event().value().length <= maxBytes) {
            byte[] whole = write(letter, Cut.NOTHING);
            if (whole.length <= maxBytes) {
                return whole;
            }
        }
        Cut names = Cut.names(maxBytes);
        int frame = write(letter, names).length;
        // Base64 makes four bytes of three, and rounds up.
        int room = Math.max(0, (maxBytes - frame) / 4 * 3 - 3);
        return write(letter, names.withValue(room));
    }

    private static byte[] write(DeadLetter letter, Cut cut) {
        return JsonBytes.object(2048, json -> write(json, letter, cut));
    }

    private static void write(JsonGenerator json, DeadLetter letter, Cut cut) throws IOException {
        json.writeObjectFieldStart("event");
        writeEvent(json, letter.event(), cut);
        json.writeEndObject();
        writeVideo(json, letter.video(), cut);
        SharedFields.problem(json, letter.problem(), Math.min(MAX_DETAIL, cut.nameChars()));
        json.writeNumberField("attempt", letter.attempt());
        JsonBytes.time(json, "at", letter.atMs());
    }

    private static void writeEvent(JsonGenerator json, RawEvent event, Cut cut) throws IOException {
        json.writeStringField("topic", event.topic());
        json.writeNumberField("partition", event.partition());
        json.writeNumberField("offset", event.offset());
        json.writeNumberField("timestamp_ms", event.timestampMs());
        json.writeStringField("key", PlainText.cut(event.key(), cut.nameChars()));
        writeHeaders(json, event.headers(), cut);
        byte[] value = event.value();
        if (value.length > cut.valueBytes()) {
            json.writeNumberField("value_bytes", value.length);
            json.writeBinaryField("value_base64", Arrays.copyOf(value, cut.valueBytes()));
        } else {
            writeValue(json, value, cut.text());
        }
    }

    private static void writeHeaders(JsonGenerator json, Map<String, String> headers, Cut cut)
            throws IOException {
        json.writeObjectFieldStart("headers");
        int left = cut.headers();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (left-- == 0) {
                break;
            }
            String value = header.getValue() == null ? "" : header.getValue();
            json.writeStringField(
                    PlainText.cut(header.getKey(), cut.headerChars()),
                    PlainText.cut(value, cut.headerChars()));
        }
        json.writeEndObject();
    }

    // Text stays readable in the topic; anything else, and text that escaping would blow up, is
    // base64.
    private static void writeValue(JsonGenerator json, byte[] value, boolean asText)
            throws IOException {
        if (asText) {
            try {
                String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
                json.writeStringField("value", text);
                return;
            } catch (CharacterCodingException notText) {
                // falls through to base64
            }
        }
        json.writeBinaryField("value_base64", value);
    }

    private static void writeVideo(JsonGenerator json, VideoRef video, Cut cut) throws IOException {
        if (video == null) {
            json.writeNullField("video");
            return;
        }
        int length = cut.nameChars();
        json.writeObjectFieldStart("video");
        json.writeStringField("video_id", PlainText.cut(video.videoId(), length));
        json.writeStringField("tenant", PlainText.cut(video.tenant(), length));
        json.writeStringField("collection", PlainText.cut(video.collection(), length));
        json.writeStringField("uri", PlainText.cut(video.uri(), length));
        json.writeStringField("version", PlainText.cut(video.version(), length));
        json.writeEndObject();
    }
}

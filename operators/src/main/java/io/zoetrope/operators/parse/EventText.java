package io.zoetrope.operators.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;

/**
 * A message's bytes as text. UTF-8 and nothing else, decoded before any JSON parser sees them: a
 * parser that is given bytes guesses at their encoding. Other formats are named in the rejection.
 */
final class EventText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String PLAIN_SERIALIZER =
            " Produce plain JSON instead: StringSerializer or a JSON serializer without a registry, or Connect's JsonConverter with schemas.enable=false.";

    private EventText() {}

    /**
     * @throws RejectedInput {@code empty_event}, {@code event_too_large}, or {@code bad_json} if it
     *     is not UTF-8
     */
    static String decode(byte[] value) throws RejectedInput {
        if (value.length == 0) {
            throw new RejectedInput(
                    Reason.EMPTY_EVENT, "The message has no value; send a JSON object.");
        }
        if (value.length > ParseLimits.MAX_EVENT_BYTES) {
            throw new RejectedInput(
                    Reason.EVENT_TOO_LARGE,
                    "The message has %s bytes, more than the %s allowed; split its list of videos."
                            .formatted(
                                    Integer.toString(value.length),
                                    Integer.toString(ParseLimits.MAX_EVENT_BYTES)));
        }
        refuseOtherFormats(value);
        String text = strict(value);
        return text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static String strict(byte[] value) throws RejectedInput {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        CharBuffer text = CharBuffer.allocate(value.length);
        CoderResult result = UTF_8.newDecoder().decode(bytes, text, true);
        if (result.isError()) {
            throw bad("The message is not UTF-8 from byte " + bytes.position() + " on.");
        }
        return text.flip().toString();
    }

    private static void refuseOtherFormats(byte[] value) throws RejectedInput {
        int first = at(value, 0);
        int second = at(value, 1);
        if (first == 0 && value.length > 5) {
            throw looksWide(value) ? wide() : registry(value);
        }
        if (first == 3 && (second == 0 || second == 5) && value.length > 18) {
            throw bad(
                    "The message begins with the framing of the AWS Glue schema registry."
                            + PLAIN_SERIALIZER);
        }
        if ((first == 0xFE && second == 0xFF)
                || (first == 0xFF && second == 0xFE)
                || (second == 0 && value.length > 1)) {
            throw wide();
        }
        if (first == 0x1F && second == 0x8B) {
            throw bad(
                    "The message is compressed with gzip; let Kafka compress it (compression.type).");
        }
    }

    /** A zero byte and a schema's id of four, as Confluent's serializers and others write it. */
    private static RejectedInput registry(byte[] value) {
        int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
        return bad(
                "The message begins with a schema registry's framing (a zero byte and schema id %s)."
                                .formatted(Integer.toUnsignedString(id))
                        + PLAIN_SERIALIZER);
    }

    /** Big-endian UTF-16 or UTF-32 of a brace or bracket and a further character. */
    private static boolean looksWide(byte[] value) {
        boolean utf16 = at(value, 1) != 0 && at(value, 2) == 0 && at(value, 3) != 0;
        boolean utf32 =
                at(value, 1) == 0 && at(value, 2) == 0 && at(value, 3) != 0 && at(value, 4) == 0;
        return (utf16 && at(value, 4) == 0) || utf32;
    }

    private static RejectedInput wide() {
        return bad("The message looks like UTF-16 or UTF-32; send UTF-8.");
    }

    private static int at(byte[] value, int index) {
        return index < value.length ? value[index] & 0xFF : -1;
    }

    private static RejectedInput bad(String detail) {
        return new RejectedInput(Reason.BAD_JSON, detail);
    }
}

package io.zoetrope.operators.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads JSON that a stranger wrote. Thread-safe. */
final class StrictJson {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(constraints())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private StrictJson() {}

    /**
     * @throws RejectedInput {@code empty_event}, {@code event_too_large}, {@code bad_json} or
     *     {@code not_an_arrival} where it is not an object
     */
    static ObjectNode object(byte[] value) throws RejectedInput {
        if (value.length == 0) {
            throw new RejectedInput(
                    Reason.EMPTY_EVENT, "The message has no value; send a JSON object.");
        }
        if (value.length > ParseLimits.MAX_EVENT_BYTES) {
            throw new RejectedInput(
                    Reason.EVENT_TOO_LARGE,
                    "The message has %d bytes, more than the %d allowed; split its list of videos."
                            .formatted(value.length, ParseLimits.MAX_EVENT_BYTES));
        }
        return parse(value);
    }

    private static ObjectNode parse(byte[] value) throws RejectedInput {
        JsonNode node;
        try {
            node = MAPPER.readTree(value);
        } catch (JsonProcessingException e) {
            throw new RejectedInput(
                    Reason.BAD_JSON, "The message is not valid JSON: " + where(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new RejectedInput(
                Reason.NOT_AN_ARRIVAL, "The message is JSON but not an object; send {\"uri\": …}.");
    }

    private static String where(JsonProcessingException e) {
        String said = Fields.shorten(e.getOriginalMessage());
        return e.getLocation() == null
                ? said
                : "%s (line %d, column %d)."
                        .formatted(
                                said, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(ParseLimits.MAX_DEPTH)
                .maxStringLength(ParseLimits.MAX_EVENT_BYTES)
                .maxDocumentLength(ParseLimits.MAX_EVENT_BYTES)
                .maxNameLength(ParseLimits.MAX_NAME_CHARS)
                .maxNumberLength(100)
                .build();
    }
}

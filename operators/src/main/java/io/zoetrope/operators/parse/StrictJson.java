package io.zoetrope.operators.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.message.ArrivalLimits;

/**
 * Reads JSON that a stranger wrote, from text and never from bytes. Names are not kept in the
 * parser's symbol table: it outlives a message, and names that collide would be refused for it.
 * Thread-safe.
 */
final class StrictJson {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(constraints())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private StrictJson() {}

    /**
     * @return never null, but perhaps a missing node
     * @throws RejectedInput {@code bad_json}
     */
    static JsonNode parse(String text) throws RejectedInput {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RejectedInput(
                    Reason.BAD_JSON, "The message is not valid JSON: " + where(e), e);
        }
    }

    /** UTF-8; what {@link #parse} takes comes back the same. */
    static byte[] write(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    private static String where(JsonProcessingException e) {
        // Bounds are said with the name of the method that knows them.
        String said = Fields.shorten(e.getOriginalMessage().replaceFirst(", from `[^`]*`", ""));
        return e.getLocation() == null
                ? said
                : said
                        + " (line "
                        + e.getLocation().getLineNr()
                        + ", column "
                        + e.getLocation().getColumnNr()
                        + ").";
    }

    private static StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(ParseLimits.MAX_DEPTH)
                .maxTokenCount(ParseLimits.MAX_TOKENS)
                .maxStringLength(ParseLimits.MAX_EVENT_BYTES)
                .maxDocumentLength(ParseLimits.MAX_EVENT_BYTES)
                .maxNameLength(ArrivalLimits.MAX_NAME_CHARS)
                .maxNumberLength(100)
                .build();
    }
}

package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.finding.ScreenText;
import io.zoetrope.domain.index.TextFields;
import java.io.IOException;

/** A {@link ScreenText} as the {@code texts} index keeps it: flat, snake_case, times in ms. */
public final class TextDocument {
    private static final int BYTES_BESIDE_VECTOR = 1024;

    private TextDocument() {}

    /**
     * @return one UTF-8 JSON object without line breaks
     */
    public static byte[] encode(ScreenText text) {
        int size = SharedFields.bytes(text.vector()) + BYTES_BESIDE_VECTOR;
        return JsonBytes.object(size, json -> write(json, text));
    }

    private static void write(JsonGenerator json, ScreenText text) throws IOException {
        SharedFields.found(json, TextFields.TEXT_ID, text);
        SharedFields.times(json, text.startUs(), text.endUs());
        json.writeStringField(TextFields.TEXT, text.text());
        json.writeNumberField(TextFields.CONFIDENCE, text.confidence());
        SharedFields.box(json, "", text.box());
        SharedFields.vector(json, TextFields.VECTOR, text.vector());
        SharedFields.origin(json, text);
    }
}

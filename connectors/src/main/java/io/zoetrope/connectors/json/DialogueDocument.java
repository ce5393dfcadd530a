package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.index.DialogueFields;
import java.io.IOException;

/** A {@link DialogueLine} as the {@code dialogue} index keeps it: flat, snake_case, times in ms. */
public final class DialogueDocument {
    private static final int BYTES_BESIDE_VECTOR = 1024;

    private DialogueDocument() {}

    /**
     * @return one UTF-8 JSON object without line breaks
     */
    public static byte[] encode(DialogueLine line) {
        int size = SharedFields.bytes(line.vector()) + BYTES_BESIDE_VECTOR;
        return JsonBytes.object(size, json -> write(json, line));
    }

    private static void write(JsonGenerator json, DialogueLine line) throws IOException {
        SharedFields.found(json, DialogueFields.LINE_ID, line);
        SharedFields.times(json, line.startUs(), line.endUs());
        json.writeStringField(DialogueFields.TEXT, line.text());
        JsonBytes.text(json, DialogueFields.LANGUAGE, line.language());
        JsonBytes.text(json, DialogueFields.SPEAKER, line.speaker());
        json.writeStringField(DialogueFields.SOURCE, line.source().wireName());
        SharedFields.vector(json, DialogueFields.VECTOR, line.vector());
        SharedFields.origin(json, line);
    }
}

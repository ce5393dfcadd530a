package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.domain.index.ShotFields;
import java.io.IOException;

/** A {@link Shot} as the {@code shots} index keeps it: flat, snake_case, times in ms. */
public final class ShotDocument {
    private static final int USUAL_BYTES = 512;

    private ShotDocument() {}

    /**
     * @return one UTF-8 JSON object without line breaks
     */
    public static byte[] encode(Shot shot) {
        return JsonBytes.object(USUAL_BYTES, json -> write(json, shot));
    }

    private static void write(JsonGenerator json, Shot shot) throws IOException {
        SharedFields.identity(json, shot.video());
        json.writeNumberField(ShotFields.GENERATION, shot.generation());
        json.writeNumberField(ShotFields.SHOT, shot.shot());
        SharedFields.times(json, shot.startUs(), shot.endUs());
        json.writeStringField(ShotFields.TRANSITION, shot.transition().wireName());
        SharedFields.origin(json, shot);
    }
}

package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.SoundClass;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.index.SoundFields;
import java.io.IOException;

/** A {@link SoundWindow} as the {@code sounds} index keeps it: flat, snake_case, times in ms. */
public final class SoundDocument {
    private static final int BYTES_BESIDE_VECTOR = 1024;

    private SoundDocument() {}

    /**
     * @return one UTF-8 JSON object without line breaks
     */
    public static byte[] encode(SoundWindow sound) {
        int size = SharedFields.bytes(sound.vector()) + BYTES_BESIDE_VECTOR;
        return JsonBytes.object(size, json -> write(json, sound));
    }

    private static void write(JsonGenerator json, SoundWindow sound) throws IOException {
        SharedFields.found(json, SoundFields.SOUND_ID, sound);
        SharedFields.times(json, sound.startUs(), sound.endUs());
        json.writeBooleanField(SoundFields.SILENT, sound.silent());
        // A silence may be endlessly far below full scale, which JSON cannot say.
        if (Float.isFinite(sound.loudnessDb())) {
            json.writeNumberField(SoundFields.LOUDNESS_DB, sound.loudnessDb());
        }
        SharedFields.names(
                json,
                SoundFields.SOUND_CLASSES,
                sound.classes().stream().map(SoundClass::name).toList());
        json.writeArrayFieldStart(SoundFields.SOUND_SCORES);
        for (SoundClass each : sound.classes()) {
            json.writeNumber(each.score());
        }
        json.writeEndArray();
        SharedFields.vector(json, SoundFields.VECTOR, sound.vector());
        SharedFields.origin(json, sound);
    }
}

package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.MediaTime;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.MomentFields;
import java.io.IOException;
import java.util.List;

/** A {@link Moment} as the {@code moments} index keeps it: flat, snake_case, times in ms. */
public final class MomentDocument {
    /**
     * What others write into a moment, as a JSON array: it stays when the moment is written again.
     */
    public static final String KEPT_FIELDS = "[\"" + MomentFields.LABELS + "\"]";

    private static final int BYTES_PER_FLOAT = 12;
    private static final int BYTES_BESIDE_VECTOR = 1024;

    private MomentDocument() {}

    /**
     * @param indexedMs epoch milliseconds of this write
     * @return one UTF-8 JSON object without line breaks
     */
    public static byte[] encode(Moment moment, long indexedMs) {
        int size = moment.visual().dimension() * BYTES_PER_FLOAT + BYTES_BESIDE_VECTOR;
        return JsonBytes.object(size, json -> write(json, moment, indexedMs));
    }

    private static void write(JsonGenerator json, Moment moment, long indexedMs)
            throws IOException {
        json.writeStringField(MomentFields.MOMENT_ID, moment.momentId());
        SharedFields.identity(json, moment.video());
        SharedFields.description(json, moment.description(), Integer.MAX_VALUE);
        json.writeNumberField(MomentFields.GENERATION, moment.generation());
        json.writeNumberField(MomentFields.ORDINAL, moment.ordinal());
        json.writeNumberField(MomentFields.SHOT, moment.shot());
        json.writeNumberField(MomentFields.START_MS, MediaTime.ms(moment.startUs()));
        json.writeNumberField(MomentFields.END_MS, MediaTime.ms(moment.endUs()));
        writeVector(json, moment.visual().values());
        json.writeStringField(MomentFields.MODEL, moment.model().name());
        json.writeStringField(MomentFields.MODEL_VERSION, moment.model().version());
        JsonBytes.text(json, MomentFields.KEY_FRAME, moment.keyFrame());
        json.writeNumberField(MomentFields.KEY_FRAME_MS, MediaTime.ms(moment.keyFrameUs()));
        writeNames(json, MomentFields.OBJECT_CLASSES, moment.objectClasses());
        JsonBytes.time(json, MomentFields.ARRIVED_AT, moment.arrivedMs());
        JsonBytes.time(json, MomentFields.INDEXED_AT, indexedMs);
    }

    private static void writeVector(JsonGenerator json, float[] values) throws IOException {
        json.writeArrayFieldStart(MomentFields.VISUAL);
        for (float value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    private static void writeNames(JsonGenerator json, String field, List<String> names)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names == null ? List.<String>of() : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }
}

package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.MediaTime;
import io.zoetrope.domain.Moment;
import java.io.IOException;
import java.util.List;

/** A {@link Moment} as the {@code moments} index keeps it: flat, snake_case, times in ms. */
public final class MomentDocument {
    /**
     * What others write into a moment, as a JSON array: it stays when the moment is written again.
     */
    public static final String KEPT_FIELDS = "[\"labels\"]";

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
        json.writeStringField("moment_id", moment.momentId());
        VideoFields.identity(json, moment.video());
        VideoFields.description(json, moment.description(), Integer.MAX_VALUE);
        json.writeNumberField("generation", moment.generation());
        json.writeNumberField("ordinal", moment.ordinal());
        json.writeNumberField("shot", moment.shot());
        json.writeNumberField("start_ms", MediaTime.ms(moment.startUs()));
        json.writeNumberField("end_ms", MediaTime.ms(moment.endUs()));
        writeVector(json, moment.visual().values());
        json.writeStringField("model", moment.model().name());
        json.writeStringField("model_version", moment.model().version());
        JsonBytes.text(json, "key_frame", moment.keyFrame());
        json.writeNumberField("key_frame_ms", MediaTime.ms(moment.keyFrameUs()));
        writeNames(json, "object_classes", moment.objectClasses());
        JsonBytes.time(json, "arrived_at", moment.arrivedMs());
        JsonBytes.time(json, "indexed_at", indexedMs);
    }

    private static void writeVector(JsonGenerator json, float[] values) throws IOException {
        json.writeArrayFieldStart("visual");
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

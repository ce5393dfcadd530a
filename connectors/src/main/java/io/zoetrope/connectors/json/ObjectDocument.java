package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.MediaTime;
import io.zoetrope.domain.TimedBox;
import io.zoetrope.domain.finding.Labels;
import io.zoetrope.domain.finding.ObjectTrack;
import io.zoetrope.domain.finding.TrackedObject;
import io.zoetrope.domain.index.BoxFields;
import io.zoetrope.domain.index.ObjectFields;
import java.io.IOException;
import java.util.List;

/** A {@link TrackedObject} as the {@code objects} index keeps it: snake_case, times in ms. */
public final class ObjectDocument {
    /** What others write into an object: it stays when the object is written again. */
    public static final List<String> KEPT_FIELDS =
            List.of(ObjectFields.LABELS, ObjectFields.NEGATIVE_LABELS, ObjectFields.LIKELY_LABELS);

    private static final int BYTES_BESIDE_VECTORS = 4096;
    private static final String BEST = "best_";

    private ObjectDocument() {}

    /**
     * @param labels that it has when it is written for the first time
     * @param indexedMs epoch milliseconds of this write
     * @return one UTF-8 JSON object without line breaks
     */
    static byte[] encode(TrackedObject object, Labels labels, long indexedMs) {
        ObjectTrack track = object.track();
        int vectors = SharedFields.bytes(track.appearance(), track.bestAppearance());
        return JsonBytes.object(
                vectors + BYTES_BESIDE_VECTORS, json -> write(json, object, labels, indexedMs));
    }

    private static void write(
            JsonGenerator json, TrackedObject object, Labels labels, long indexedMs)
            throws IOException {
        ObjectTrack track = object.track();
        SharedFields.found(json, ObjectFields.OBJECT_ID, object);
        JsonBytes.text(json, ObjectFields.ENTITY_ID, object.entityId());
        json.writeStringField(ObjectFields.OBJECT_CLASS, track.label());
        json.writeNumberField(ObjectFields.SCORE, track.score());
        json.writeNumberField(ObjectFields.SIGHTINGS, track.sightings());
        json.writeNumberField(ObjectFields.SHOT, object.shot());
        json.writeNumberField(ObjectFields.LAST_SHOT, object.lastShot());
        SharedFields.times(json, track.firstUs(), track.lastUs());
        writeBoxes(json, track.boxes());
        json.writeNumberField(ObjectFields.BOX_ERROR, track.boxError());
        SharedFields.vector(json, ObjectFields.APPEARANCE, track.appearance());
        SharedFields.vector(json, ObjectFields.BEST_APPEARANCE, track.bestAppearance());
        json.writeNumberField(ObjectFields.BEST_MS, MediaTime.ms(track.best().ptsUs()));
        SharedFields.box(json, BEST, track.best().box());
        JsonBytes.text(json, ObjectFields.PICTURE, object.picture());
        SharedFields.labels(json, labels);
        SharedFields.origin(json, object);
        JsonBytes.time(json, ObjectFields.INDEXED_AT, indexedMs);
    }

    private static void writeBoxes(JsonGenerator json, List<TimedBox> boxes) throws IOException {
        json.writeArrayFieldStart(ObjectFields.BOXES);
        for (TimedBox at : boxes) {
            json.writeStartObject();
            json.writeNumberField(BoxFields.MS, MediaTime.ms(at.ptsUs()));
            SharedFields.box(json, "", at.box());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.Box;
import io.zoetrope.domain.MediaTime;
import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.Found;
import io.zoetrope.domain.finding.Labels;
import io.zoetrope.domain.index.BoxFields;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.domain.index.VideoFields;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fields that several documents share, written the same way in each. */
final class SharedFields {
    /** OpenSearch indexes terms of up to 32,766 bytes; a character takes up to three. */
    private static final int MAX_VALUE = 8 * 1024;

    private static final int MAX_KEY = 256;
    private static final int BYTES_PER_FLOAT = 12;

    private SharedFields() {}

    static void identity(JsonGenerator json, VideoRef video) throws IOException {
        JsonBytes.text(json, VideoFields.VIDEO_ID, video.videoId());
        json.writeStringField(VideoFields.TENANT, video.tenant());
        JsonBytes.text(json, VideoFields.COLLECTION, video.collection());
        json.writeStringField(VideoFields.URI, video.uri());
    }

    /**
     * @param maxLength metadata whose keys and values are longer than this in all is left out, a
     *     longer title is cut; the receiver has a bound
     */
    static void description(JsonGenerator json, VideoDescription description, int maxLength)
            throws IOException {
        VideoDescription known = description == null ? VideoDescription.NONE : description;
        JsonBytes.text(json, VideoFields.TITLE, PlainText.cut(known.title(), maxLength));
        if (!known.metadata().isEmpty() && length(known) <= maxLength) {
            writeMetadata(json, known.metadata());
        }
    }

    private static void writeMetadata(JsonGenerator json, Map<String, String> metadata)
            throws IOException {
        json.writeObjectFieldStart(VideoFields.METADATA);
        Set<String> keys = new HashSet<>();
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            String key = PlainText.composed(entry.getKey());
            if (!key.isBlank() && key.length() <= MAX_KEY && keys.add(key)) {
                String value = PlainText.composed(entry.getValue());
                json.writeStringField(key, PlainText.cut(value, MAX_VALUE));
            }
        }
        json.writeEndObject();
    }

    /** Whose finding it is and which. */
    static void found(JsonGenerator json, String idField, Found found) throws IOException {
        json.writeStringField(idField, found.id());
        identity(json, found.video());
        json.writeNumberField(ObjectFields.GENERATION, found.generation());
        json.writeNumberField(ObjectFields.ORDINAL, found.ordinal());
    }

    static void times(JsonGenerator json, long startUs, long endUs) throws IOException {
        json.writeNumberField(ObjectFields.START_MS, MediaTime.ms(startUs));
        json.writeNumberField(ObjectFields.END_MS, MediaTime.ms(endUs));
    }

    /** Leaves out what there is none of: then a later write may still say it. */
    static void labels(JsonGenerator json, Labels labels) throws IOException {
        if (!labels.names().isEmpty()) {
            names(json, ObjectFields.LABELS, labels.names());
        }
        if (!labels.likely().isEmpty()) {
            names(json, ObjectFields.LIKELY_LABELS, labels.likely());
        }
    }

    /** What found it and when its video came. */
    static void origin(JsonGenerator json, Found found) throws IOException {
        json.writeStringField(ObjectFields.MODEL, found.model().name());
        json.writeStringField(ObjectFields.MODEL_VERSION, found.model().version());
        JsonBytes.time(json, ObjectFields.ARRIVED_AT, found.arrivedMs());
    }

    /** Leaves the field out if there is no vector, or none with a direction: such are refused. */
    static void vector(JsonGenerator json, String field, Vector vector) throws IOException {
        float squares = vector.dot(vector);
        if (squares > 0 && Float.isFinite(squares)) {
            json.writeArrayFieldStart(field);
            for (float value : vector.values()) {
                json.writeNumber(value);
            }
            json.writeEndArray();
        }
    }

    /** About how many bytes vectors take. */
    static int bytes(Vector... vectors) {
        int values = 0;
        for (Vector each : vectors) {
            values += each.dimension();
        }
        return values * BYTES_PER_FLOAT;
    }

    static void names(JsonGenerator json, String field, List<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names == null ? List.<String>of() : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    /** The four sides, each under its own name. */
    static void box(JsonGenerator json, String prefix, Box box) throws IOException {
        json.writeNumberField(prefix + BoxFields.X0, box.x0());
        json.writeNumberField(prefix + BoxFields.Y0, box.y0());
        json.writeNumberField(prefix + BoxFields.X1, box.x1());
        json.writeNumberField(prefix + BoxFields.Y1, box.y1());
    }

    static void problem(JsonGenerator json, Problem problem, int maxDetail) throws IOException {
        json.writeStringField(VideoFields.STAGE, problem.stage());
        json.writeStringField(VideoFields.REASON, problem.reason());
        String detail = problem.detail() == null ? "" : problem.detail();
        json.writeStringField(
                VideoFields.DETAIL, PlainText.plain(PlainText.cut(detail, maxDetail)));
    }

    private static long length(VideoDescription description) {
        return description.metadata().entrySet().stream()
                .mapToLong(e -> (long) e.getKey().length() + String.valueOf(e.getValue()).length())
                .sum();
    }
}

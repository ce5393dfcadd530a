package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.MediaTime;
import io.zoetrope.domain.finding.Labels;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.index.MomentFields;
import java.io.IOException;
import java.util.List;

/** A {@link Moment} as the {@code moments} index keeps it: flat, snake_case, times in ms. */
public final class MomentDocument {
    /** What others write into a moment: it stays when the moment is written again. */
    public static final List<String> KEPT_FIELDS =
            List.of(MomentFields.LABELS, MomentFields.NEGATIVE_LABELS, MomentFields.LIKELY_LABELS);

    private static final int BYTES_BESIDE_VECTOR = 1024;

    private MomentDocument() {}

    /**
     * @param labels that it has when it is written for the first time
     * @param indexedMs epoch milliseconds of this write
     * @return one UTF-8 JSON object without line breaks
     */
    static byte[] encode(Moment moment, Labels labels, long indexedMs) {
        int size = SharedFields.bytes(moment.visual()) + BYTES_BESIDE_VECTOR;
        return JsonBytes.object(size, json -> write(json, moment, labels, indexedMs));
    }

    private static void write(JsonGenerator json, Moment moment, Labels labels, long indexedMs)
            throws IOException {
        SharedFields.found(json, MomentFields.MOMENT_ID, moment);
        SharedFields.description(json, moment.description(), Integer.MAX_VALUE);
        json.writeNumberField(MomentFields.SHOT, moment.shot());
        SharedFields.times(json, moment.startUs(), moment.endUs());
        SharedFields.vector(json, MomentFields.VISUAL, moment.visual());
        JsonBytes.text(json, MomentFields.KEY_FRAME, moment.keyFrame());
        json.writeNumberField(MomentFields.KEY_FRAME_MS, MediaTime.ms(moment.keyFrameUs()));
        SharedFields.names(json, MomentFields.OBJECT_CLASSES, moment.objectClasses());
        SharedFields.names(json, MomentFields.SOUND_CLASSES, moment.soundClasses());
        JsonBytes.text(json, MomentFields.DIALOGUE, moment.dialogue());
        JsonBytes.text(json, MomentFields.TEXT, moment.screenText());
        SharedFields.labels(json, labels);
        SharedFields.origin(json, moment);
        JsonBytes.time(json, MomentFields.INDEXED_AT, indexedMs);
    }
}

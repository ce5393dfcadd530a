package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.VectorBytes;
import io.zoetrope.domain.message.ControlFields;
import io.zoetrope.query.http.Json;
import java.util.List;

/** A label as {@code video.control} carries it to the job; see {@link ControlFields}. */
final class ControlMessage {
    private ControlMessage() {}

    static String of(TaughtLabel label) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put(ControlFields.V, ControlFields.FORMAT)
                .put(ControlFields.KIND, ControlFields.LABEL)
                .put(ControlFields.LABEL_ID, label.labelId())
                .put(ControlFields.TENANT, label.tenant())
                .put(ControlFields.NAME, label.name())
                .put(ControlFields.VERSION, label.version())
                .put(ControlFields.DELETED, label.deleted());
        ArrayNode models = json.putArray(ControlFields.MODELS);
        label.models().forEach(model -> write(models.addObject(), model));
        return json.toString();
    }

    private static void write(ObjectNode json, LabelModel model) {
        json.put(ControlFields.OF, model.kind().alias())
                .put(ControlFields.MODEL, model.model().name())
                .put(ControlFields.MODEL_VERSION, model.model().version())
                .put(ControlFields.TAUGHT, model.taught())
                .put(ControlFields.MEAN, VectorBytes.encode(model.surroundings().mean()))
                .put(ControlFields.DRAWN, VectorBytes.encode(model.surroundings().drawn()))
                .put(ControlFields.PROTOTYPE, VectorBytes.encode(model.prototype()));
        model.classes().forEach(json.putArray(ControlFields.CLASSES)::add);
        vectors(json, ControlFields.DIRECTIONS, model.surroundings().directions());
        vectors(json, ControlFields.POSITIVES, model.positives());
        vectors(json, ControlFields.NEGATIVES, model.negatives());
    }

    private static void vectors(ObjectNode json, String field, List<Vector> vectors) {
        ArrayNode list = json.putArray(field);
        vectors.forEach(vector -> list.add(VectorBytes.encode(vector)));
    }
}

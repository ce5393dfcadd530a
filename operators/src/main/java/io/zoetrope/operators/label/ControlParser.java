package io.zoetrope.operators.label;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Surroundings;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.VectorBytes;
import io.zoetrope.domain.message.ControlFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads messages of {@code video.control}, which anybody may have written. Thread-safe. */
final class ControlParser {
    private static final int MAX_TEXT = 256;

    private static final ObjectMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(6)
                                                    .maxNumberLength(20)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private ControlParser() {}

    /**
     * @return empty for a message that tells of something else than a label
     * @throws RejectedInput if it cannot be used; the detail says what is wrong
     */
    static Optional<TaughtLabel> parse(byte[] value) throws RejectedInput {
        if (value.length == 0) {
            throw new RejectedInput(Reason.EMPTY_EVENT, "The message has no value.");
        }
        if (value.length > LabelLimits.MAX_MESSAGE_BYTES) {
            throw new RejectedInput(
                    Reason.EVENT_TOO_LARGE,
                    "The message has "
                            + value.length
                            + " bytes, at most "
                            + LabelLimits.MAX_MESSAGE_BYTES
                            + " are read.");
        }
        JsonNode json = json(value);
        if (!json.isObject()) {
            throw bad("The message is no JSON object.");
        }
        if (number(json, ControlFields.V) != ControlFields.FORMAT) {
            throw bad("Field v is not " + ControlFields.FORMAT + ", the version that is read.");
        }
        return text(json, ControlFields.KIND).equals(ControlFields.LABEL)
                ? Optional.of(label(json))
                : Optional.empty();
    }

    private static JsonNode json(byte[] value) throws RejectedInput {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new RejectedInput(
                    Reason.BAD_JSON, "The message is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new RejectedInput(Reason.BAD_JSON, "The message is not valid JSON.");
        }
    }

    private static TaughtLabel label(JsonNode json) throws RejectedInput {
        String id = text(json, ControlFields.LABEL_ID);
        String tenant = text(json, ControlFields.TENANT);
        String name = text(json, ControlFields.NAME);
        long version = number(json, ControlFields.VERSION);
        if (!LabelLimits.isName(name) || id.isBlank() || tenant.isBlank() || version < 1) {
            throw bad("Fields label_id, tenant, name and version do not name a label.");
        }
        if (json.path(ControlFields.DELETED).asBoolean()) {
            return TaughtLabel.deleted(id, tenant, name, version);
        }
        List<LabelModel> models = new ArrayList<>();
        for (JsonNode model : list(json, ControlFields.MODELS, LabelLimits.MAX_MODELS)) {
            models.add(model(model));
        }
        return new TaughtLabel(id, tenant, name, version, false, models);
    }

    private static LabelModel model(JsonNode json) throws RejectedInput {
        Vector prototype = vector(json.path(ControlFields.PROTOTYPE), ControlFields.PROTOTYPE);
        int dimension = prototype.dimension();
        List<Vector> directions =
                vectors(json, ControlFields.DIRECTIONS, Surroundings.MAX_DIRECTIONS, dimension);
        Vector mean = vector(json.path(ControlFields.MEAN), ControlFields.MEAN);
        Vector drawn = vector(json.path(ControlFields.DRAWN), ControlFields.DRAWN);
        if (drawn.dimension() != directions.size()
                || (mean.dimension() > 0 && mean.dimension() != dimension)) {
            throw bad("Fields mean, directions and drawn do not fit the prototype.");
        }
        List<String> classes = new ArrayList<>();
        for (JsonNode clazz : list(json, ControlFields.CLASSES, LabelLimits.MAX_CLASSES)) {
            classes.add(checked(ControlFields.CLASSES, clazz));
        }
        return new LabelModel(
                kind(text(json, ControlFields.OF)),
                new ModelRef(
                        text(json, ControlFields.MODEL), text(json, ControlFields.MODEL_VERSION)),
                classes,
                new Surroundings(mean, directions, drawn),
                prototype,
                vectors(json, ControlFields.POSITIVES, LabelLimits.MAX_KEPT, dimension),
                vectors(json, ControlFields.NEGATIVES, LabelLimits.MAX_KEPT, dimension),
                (int) Math.min(LabelLimits.MAX_EXAMPLES, number(json, ControlFields.TAUGHT)));
    }

    private static FindingKind kind(String alias) throws RejectedInput {
        for (FindingKind kind : List.of(FindingKind.OBJECT, FindingKind.MOMENT)) {
            if (kind.alias().equals(alias)) {
                return kind;
            }
        }
        throw bad("Field of is neither objects nor moments.");
    }

    private static List<Vector> vectors(JsonNode json, String field, int most, int dimension)
            throws RejectedInput {
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode each : list(json, field, most)) {
            Vector vector = vector(each, field);
            if (vector.dimension() != dimension) {
                throw bad("Field " + field + " has vectors of another length than the prototype.");
            }
            vectors.add(vector);
        }
        return vectors;
    }

    private static Vector vector(JsonNode text, String field) throws RejectedInput {
        try {
            return VectorBytes.decode(text.asText());
        } catch (IllegalArgumentException e) {
            throw bad("Field " + field + " holds no vector: " + e.getMessage());
        }
    }

    private static JsonNode list(JsonNode json, String field, int most) throws RejectedInput {
        JsonNode list = json.path(field);
        if (!list.isArray() || list.size() > most) {
            throw bad("Field " + field + " is no list of at most " + most + ".");
        }
        return list;
    }

    private static String text(JsonNode json, String field) throws RejectedInput {
        return checked(field, json.path(field));
    }

    private static String checked(String field, JsonNode value) throws RejectedInput {
        if (!value.isTextual() || value.asText().length() > MAX_TEXT) {
            throw bad("Field " + field + " is no text of at most " + MAX_TEXT + " characters.");
        }
        return value.asText();
    }

    private static long number(JsonNode json, String field) throws RejectedInput {
        JsonNode number = json.path(field);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw bad("Field " + field + " is no whole number.");
        }
        return number.asLong();
    }

    private static RejectedInput bad(String detail) {
        return new RejectedInput(Reason.BAD_FIELD, detail);
    }
}

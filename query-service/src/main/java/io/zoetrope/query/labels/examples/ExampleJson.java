package io.zoetrope.query.labels.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.LabelFields;
import io.zoetrope.domain.index.VectorBytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Examples as the log and exported files hold them: with what their models saw. */
public final class ExampleJson {
    private static final int MAX_DIMENSION = 4_096;
    private static final int MAX_TEXT = 256;

    /** Of names of fields, and what stands between them. */
    private static final int FRAME_BYTES = 160;

    private static final int MOST_OF_A_CHARACTER = 6;

    private ExampleJson() {}

    public static void write(ArrayNode into, Collection<Example> examples) {
        examples.forEach(example -> write(into.addObject(), example));
    }

    public static void write(ObjectNode into, Example example) {
        into.put(LabelFields.ID, example.id())
                .put(LabelFields.OF, example.kind().alias())
                .put(LabelFields.VIDEO_ID, example.videoId())
                .put(LabelFields.OBJECT_CLASS, example.clazz())
                .put(LabelFields.MODEL, example.model().name())
                .put(LabelFields.MODEL_VERSION, example.model().version())
                .put(LabelFields.VECTOR, VectorBytes.encode(example.vector()));
    }

    /** As long as one may become, or longer: its vector as it is, each character by six bytes. */
    public static long mostBytes(Example example) {
        long characters =
                (long) example.id().length()
                        + example.videoId().length()
                        + example.clazz().length()
                        + example.model().name().length()
                        + example.model().version().length();
        return FRAME_BYTES
                + MOST_OF_A_CHARACTER * characters
                + base64(example.vector().dimension() * (long) Float.BYTES);
    }

    private static long base64(long bytes) {
        return (bytes + 2) / 3 * 4;
    }

    /**
     * @throws IllegalArgumentException saying what is wrong: a file may come from anywhere
     */
    public static List<Example> read(JsonNode examples) {
        if (examples.isMissingNode() || examples.isNull()) {
            return List.of();
        }
        if (!examples.isArray() || examples.size() > LabelLimits.MAX_EXAMPLES) {
            throw new IllegalArgumentException(
                    "examples are a list of at most " + LabelLimits.MAX_EXAMPLES);
        }
        List<Example> read = new ArrayList<>();
        for (JsonNode example : examples) {
            read.add(example(example));
        }
        return read;
    }

    private static Example example(JsonNode json) {
        Vector vector = VectorBytes.decode(json.path(LabelFields.VECTOR).asText());
        if (vector.dimension() < 1 || vector.dimension() > MAX_DIMENSION) {
            throw new IllegalArgumentException(
                    "a vector has 1 to " + MAX_DIMENSION + " values, not " + vector.dimension());
        }
        String of = text(json, LabelFields.OF, true);
        FindingKind kind =
                TeachableKind.ALL.stream()
                        .map(TeachableKind::finding)
                        .filter(each -> each.alias().equals(of))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("of is objects or moments"));
        return new Example(
                text(json, LabelFields.ID, true),
                kind,
                text(json, LabelFields.VIDEO_ID, false),
                text(json, LabelFields.OBJECT_CLASS, false),
                new ModelRef(
                        text(json, LabelFields.MODEL, true),
                        text(json, LabelFields.MODEL_VERSION, true)),
                vector);
    }

    private static String text(JsonNode json, String field, boolean needed) {
        JsonNode text = json.path(field);
        boolean absent = text.isMissingNode() || text.isNull();
        if ((needed && absent) || (!absent && !text.isTextual())) {
            throw new IllegalArgumentException(field + " is a text");
        }
        if (text.asText("").length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    field + " has more than " + MAX_TEXT + " characters");
        }
        return text.asText("");
    }
}

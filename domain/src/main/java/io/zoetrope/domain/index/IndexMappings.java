package io.zoetrope.domain.index;

import io.zoetrope.domain.FindingKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The mappings of the search indexes, as OpenSearch takes them: whoever writes documents and
 * whoever reads them go by the same.
 */
public final class IndexMappings {
    private IndexMappings() {}

    /** JSON; without {@link MomentFields#VISUAL}, whose dimension the model decides. */
    public static String moments() {
        return text("moments.json");
    }

    /** JSON. */
    public static String videos() {
        return text("videos.json");
    }

    /** JSON. */
    public static String labels() {
        return text("labels.json");
    }

    /** JSON. */
    public static String labelTasks() {
        return text("label-tasks.json");
    }

    /** JSON. */
    public static String shots() {
        return text("shots.json");
    }

    /**
     * JSON; without {@link ObjectFields#APPEARANCE} and {@link ObjectFields#BEST_APPEARANCE}, whose
     * dimension the model decides.
     */
    public static String objects() {
        return text("objects.json");
    }

    /** JSON; without {@link SoundFields#VECTOR}, as {@link #moments}. */
    public static String sounds() {
        return text("sounds.json");
    }

    /** JSON; without {@link DialogueFields#VECTOR}, as {@link #moments}. */
    public static String dialogue() {
        return inLanguages("dialogue.json");
    }

    /** JSON; without {@link TextFields#VECTOR}, as {@link #moments}. */
    public static String texts() {
        return inLanguages("texts.json");
    }

    /** JSON; without vectors. */
    public static String of(FindingKind kind) {
        return switch (kind) {
            case MOMENT -> moments();
            case SHOT -> shots();
            case OBJECT -> objects();
            case SOUND -> sounds();
            case LINE -> dialogue();
            case TEXT -> texts();
        };
    }

    /** Fields of a kind that hold vectors. */
    public static List<String> vectors(FindingKind kind) {
        return switch (kind) {
            case MOMENT -> List.of(MomentFields.VISUAL);
            case SHOT -> List.of();
            case OBJECT -> List.of(ObjectFields.APPEARANCE, ObjectFields.BEST_APPEARANCE);
            case SOUND -> List.of(SoundFields.VECTOR);
            case LINE -> List.of(DialogueFields.VECTOR);
            case TEXT -> List.of(TextFields.VECTOR);
        };
    }

    /** A text that is indexed for each of {@link TextLanguages} has this in place of its fields. */
    private static String inLanguages(String resource) {
        String fields =
                TextLanguages.all().entrySet().stream()
                        .map(
                                each ->
                                        "\"%s\": {\"type\": \"text\", \"analyzer\": \"%s\"}"
                                                .formatted(each.getKey(), each.getValue()))
                        .sorted()
                        .collect(Collectors.joining(", ", "{", "}"));
        return text(resource).replace("\"LANGUAGES\"", fields);
    }

    private static String text(String resource) {
        try (InputStream in = IndexMappings.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + resource, e);
        }
    }
}

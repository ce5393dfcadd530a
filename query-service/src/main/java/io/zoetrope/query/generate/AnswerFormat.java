package io.zoetrope.query.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A document in place of text.
 *
 * @param preset empty for a schema of the client's
 * @param text the schema as it came
 */
public record AnswerFormat(Optional<Preset> preset, JsonNode text, DocumentSchema schema) {
    private static final String OF_CLIENT = "json_schema";

    /** Documents that are made of stored records alone, the same each time. */
    public enum Preset {
        CHAPTERS,
        HIGHLIGHTS,
        SEGMENTS;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Preset> of(String name) {
            return Arrays.stream(values()).filter(p -> p.wireName().equals(name)).findFirst();
        }
    }

    /**
     * @throws ApiError 400 if the type is unknown, or the schema is none
     */
    public static AnswerFormat of(GenerateRequest.ResponseFormat asked) {
        if (OF_CLIENT.equals(asked.type())) {
            return new AnswerFormat(
                    Optional.empty(), asked.schema(), DocumentSchema.of(asked.schema()));
        }
        Optional<Preset> preset = Preset.of(asked.type());
        if (preset.isEmpty()) {
            String names =
                    Arrays.stream(Preset.values())
                            .map(Preset::wireName)
                            .collect(Collectors.joining(", "));
            throw ApiError.invalid(
                    "type is " + OF_CLIENT + ", or one of " + names, "response_format.type");
        }
        if (asked.schema() != null) {
            throw ApiError.invalid(
                    asked.type() + " brings its own schema", "response_format.schema");
        }
        return of(preset.get());
    }

    public static AnswerFormat of(Preset preset) {
        JsonNode schema = shipped(preset);
        return new AnswerFormat(Optional.of(preset), schema, DocumentSchema.of(schema));
    }

    private static JsonNode shipped(Preset preset) {
        String file = preset.wireName() + ".json";
        try (InputStream in = AnswerFormat.class.getResourceAsStream(file)) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /**
     * The presets whose document this format takes: its own, or those that a client's schema
     * allows.
     */
    public List<Preset> fitting() {
        return preset.map(List::of).orElse(List.of(Preset.values()));
    }
}

package io.zoetrope.query.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.zoetrope.query.http.ApiError;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A JSON Schema, draft 2020-12, that a client sent. It refers to nothing outside itself, and its
 * patterns have one time for a document, all together. Thread-safe: it looks at one document after
 * the other.
 */
public final class DocumentSchema {
    private static final String FIELD = "response_format.schema";
    private static final String DRAFT = SchemaId.V202012;
    private static final int MOST_PARTS = 4_000;
    private static final int DEEPEST = 32;

    /** Parts of the schema times those of a document: about a second, whatever they are. */
    private static final long MOST_WORK = 5_000_000;

    private static final int LONGEST_MESSAGE = 300;

    /**
     * A pointer that means the same to everybody. The validator takes its parts for parts of an
     * address and decodes them, so that {@code %61} would be another part to it than to us.
     */
    private static final Pattern REFERENCE = Pattern.compile("#(/[^%+#?]*)?");

    /** They move what a reference means. */
    private static final Set<String> REFUSED =
            Set.of("$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$vocabulary");

    private static final JsonSchema DRAFT_SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(SchemaLocation.of(DRAFT), config().build());

    private final JsonSchema schema;
    private final int parts;
    private final PatternTime time;

    private DocumentSchema(JsonSchema schema, int parts, PatternTime time) {
        this.schema = schema;
        this.parts = parts;
        this.time = time;
    }

    /** The first thing that is wrong is enough. */
    private static SchemaValidatorsConfig.Builder config() {
        return SchemaValidatorsConfig.builder().failFast(true).locale(Locale.ROOT);
    }

    /**
     * @throws ApiError 400 if it is no schema of an object, or a larger one than is taken
     */
    static DocumentSchema of(JsonNode schema) {
        return of(schema, new PatternTime(System::nanoTime));
    }

    static DocumentSchema of(JsonNode schema, PatternTime time) {
        if (schema == null || !schema.isObject()) {
            throw ApiError.invalid("json_schema needs a schema, a JSON object", FIELD);
        }
        int parts = look(schema, schema, 0, 0);
        Set<ValidationMessage> wrong = DRAFT_SCHEMA.validate(schema);
        if (!wrong.isEmpty()) {
            throw ApiError.invalid("it is no JSON Schema: " + message(wrong), FIELD);
        }
        JsonSchemaFactory factory =
                JsonSchemaFactory.getInstance(
                        VersionFlag.V202012,
                        builder ->
                                builder.enableSchemaCache(false)
                                        .schemaLoaders(
                                                loaders ->
                                                        loaders.add(
                                                                DisallowSchemaLoader
                                                                        .getInstance())));
        SchemaValidatorsConfig config =
                config().regularExpressionFactory(p -> new BoundedPattern(p, time)).build();
        try {
            JsonSchema read = factory.getSchema(schema, config);
            read.initializeValidators();
            return new DocumentSchema(read, parts, time);
        } catch (JsonSchemaException e) {
            throw ApiError.invalid("it is no JSON Schema: " + cut(e.getMessage()), FIELD);
        } catch (StackOverflowError e) {
            throw ApiError.invalid("a schema does not contain itself", FIELD);
        }
    }

    /**
     * What is wrong with a document; empty if nothing is.
     *
     * @param wanted whether somebody still wants to know
     * @throws GeneratorProblem {@code costly_schema} if the two are too large for each other, or
     *     its patterns take too long over it, or nobody wants to know any more
     */
    public synchronized Optional<String> problem(JsonNode document, BooleanSupplier wanted)
            throws GeneratorProblem {
        if (size(document) * parts > MOST_WORK) {
            throw new GeneratorProblem(
                    "costly_schema",
                    "response_format.schema is too large for a document of this size; use fewer"
                            + " alternatives");
        }
        time.begin(wanted);
        try {
            Set<ValidationMessage> wrong = schema.validate(document);
            return wrong.isEmpty() ? Optional.empty() : Optional.of(message(wrong));
        } catch (PatternTime.Over e) {
            throw new GeneratorProblem("costly_schema", e.getMessage());
        } catch (StackOverflowError e) {
            throw new GeneratorProblem(
                    "costly_schema", "response_format.schema is too deep for this document", e);
        } catch (JsonSchemaException e) {
            return Optional.of(cut(e.getMessage()));
        }
    }

    /**
     * As large as it is with a copy in place of each reference: so nothing that is small takes
     * long, and nothing contains itself.
     */
    private static int look(JsonNode schema, JsonNode part, int depth, int before) {
        int parts = before + 1;
        if (parts > MOST_PARTS || depth > DEEPEST) {
            throw ApiError.invalid(
                    "a schema has at most "
                            + MOST_PARTS
                            + " parts, "
                            + DEEPEST
                            + " deep, and does not contain itself",
                    FIELD);
        }
        for (Map.Entry<String, JsonNode> field : part.properties()) {
            refuse(field.getKey(), field.getValue());
            if (field.getKey().equals("$ref") && field.getValue().isTextual()) {
                parts = look(schema, at(schema, field.getValue().asText()), depth + 1, parts);
            }
        }
        for (JsonNode child : part) {
            parts = look(schema, child, depth + 1, parts);
        }
        return parts;
    }

    private static void refuse(String name, JsonNode value) {
        if (REFUSED.contains(name) && value.isTextual()) {
            throw ApiError.invalid(name + " is not taken", FIELD);
        }
        if ("pattern".equals(name) && value.isTextual()) {
            refuseUnreadable(value.asText());
        }
        if ("patternProperties".equals(name)) {
            value.fieldNames().forEachRemaining(DocumentSchema::refuseUnreadable);
        }
        if ("$schema".equals(name) && value.isTextual() && !DRAFT.equals(value.asText())) {
            throw ApiError.invalid("a schema is of draft 2020-12", FIELD);
        }
    }

    private static void refuseUnreadable(String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw ApiError.invalid("no regular expression: " + cut(pattern), FIELD);
        }
    }

    private static JsonNode at(JsonNode schema, String reference) {
        JsonNode target = MissingNode.getInstance();
        if (REFERENCE.matcher(reference).matches()) {
            target = schema.at(reference.substring(1));
        }
        if (target.isMissingNode()) {
            throw ApiError.invalid(
                    "a reference leads into the schema itself, as #/$defs/name, without % + # ?: "
                            + cut(reference),
                    FIELD);
        }
        return target;
    }

    private static long size(JsonNode document) {
        long size = 1;
        for (JsonNode child : document) {
            size += size(child);
        }
        return size;
    }

    private static String message(Set<ValidationMessage> wrong) {
        return cut(wrong.iterator().next().getMessage());
    }

    private static String cut(String message) {
        String text = String.valueOf(message);
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + " …";
    }
}

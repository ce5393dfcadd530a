package io.zoetrope.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What {@code openapi.json} says of answers. Every answer that a test gets is held against it: its
 * status and type are among those that the document names, and its body is as the schema says, with
 * no field beside those that are described.
 */
public final class TestingContract {
    private static final String BASE = "https://zoetrope.test/openapi.json";
    private static final String JSON = "application/json";

    /** Of what stands before the routes, whatever they say; and of what nobody expects. */
    private static final Set<Integer> OF_THE_DOOR = Set.of(400, 401, 403, 404, 405, 421, 429, 500);

    private static final TestingContract DOCUMENT = read();

    /** A path of the document as a pattern of those that clients ask for. */
    private record Template(String path, Pattern pattern, int variables) {
        static Template of(String path) {
            String pattern = path.replaceAll("\\{\\w+}", "[^/]+");
            int variables = path.split("\\{", -1).length - 1;
            return new Template(path, Pattern.compile(pattern), variables);
        }
    }

    private final JsonNode document;
    private final List<Template> templates = new ArrayList<>();
    private final JsonSchemaFactory schemas;
    private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();

    private TestingContract(JsonNode document) {
        this.document = document;
        document.path("paths").fieldNames().forEachRemaining(p -> templates.add(Template.of(p)));
        JsonNode strict = document.deepCopy();
        refuseOthers(strict.path("components").path("schemas"));
        refuseOthers(strict.path("paths"));
        this.schemas =
                JsonSchemaFactory.getInstance(
                        VersionFlag.V7,
                        builder ->
                                builder.metaSchema(OpenApi30.getInstance())
                                        .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                                        .schemaLoaders(
                                                loaders ->
                                                        loaders.schemas(
                                                                Map.of(BASE, strict.toString()))));
    }

    private static TestingContract read() {
        try (InputStream in = TestingContract.class.getResourceAsStream("openapi.json")) {
            return new TestingContract(Json.MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object whose fields are described has no others. */
    private static void refuseOthers(JsonNode part) {
        if (part instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        part.forEach(TestingContract::refuseOthers);
    }

    /**
     * @throws AssertionError if the document says otherwise
     */
    public static void check(
            String method, String target, HttpResponse<byte[]> answer, JsonNode body) {
        String path = target.replaceFirst("[?#].*", "").replaceFirst("^/v1/signed/[^/]+/", "/v1/");
        DOCUMENT.template(path)
                .filter(route -> DOCUMENT.operation(route, method).isObject())
                .ifPresent(route -> DOCUMENT.check(method, route, answer, body));
    }

    /** Of an event of a stream, as {@code components/schemas} call it. */
    public static void checkEvent(String schema, JsonNode data) {
        DOCUMENT.check("#/components/schemas/" + schema, data, schema);
    }

    private Optional<Template> template(String path) {
        return templates.stream()
                .filter(t -> t.pattern().matcher(path).matches())
                .min((a, b) -> Integer.compare(a.variables(), b.variables()));
    }

    private JsonNode operation(Template route, String method) {
        return document.path("paths").path(route.path()).path(method.toLowerCase(Locale.ROOT));
    }

    private void check(String method, Template route, HttpResponse<byte[]> answer, JsonNode body) {
        int status = answer.statusCode();
        String name = method + " " + route.path() + " answers " + status;
        JsonNode said = operation(route, method).path("responses").path(Integer.toString(status));
        if (said.isMissingNode() && !OF_THE_DOOR.contains(status)) {
            throw new AssertionError(name + ", which openapi.json does not say: " + body);
        }
        if (status >= 400 && !said.has("content")) {
            if (!method.equals("HEAD")) {
                check("#/components/schemas/Error", body, name);
            }
            return;
        }
        if (said.path("content").isEmpty()) {
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        if (said.path("content").properties().stream().noneMatch(c -> fits(c.getKey(), type))) {
            throw new AssertionError(name + " as " + type + ", which openapi.json does not say");
        }
        if (type.equals(JSON) && answer.headers().firstValue("Content-Encoding").isEmpty()) {
            String pointer =
                    "#/paths/"
                            + route.path().replace("~", "~0").replace("/", "~1")
                            + "/"
                            + method.toLowerCase(Locale.ROOT)
                            + "/responses/"
                            + status
                            + "/content/application~1json/schema";
            check(pointer, body, name);
        }
    }

    private static boolean fits(String said, String type) {
        return said.endsWith("*")
                ? type.startsWith(said.substring(0, said.length() - 1))
                : said.equals(type);
    }

    private void check(String pointer, JsonNode body, String name) {
        JsonSchema schema = known.computeIfAbsent(pointer, this::schema);
        Set<ValidationMessage> wrong = schema.validate(body);
        if (!wrong.isEmpty()) {
            throw new AssertionError(name + " not as openapi.json says: " + wrong + "\n" + body);
        }
    }

    private JsonSchema schema(String pointer) {
        return schemas.getSchema(
                SchemaLocation.of(BASE + pointer.replace("{", "%7B").replace("}", "%7D")),
                SchemaValidatorsConfig.builder().locale(Locale.ROOT).build());
    }
}

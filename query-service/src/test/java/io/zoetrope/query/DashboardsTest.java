package io.zoetrope.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.IndexMappings;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The saved objects for OpenSearch Dashboards name what there is. */
class DashboardsTest {
    private static final Path FILE = Path.of("..", "docs", "dashboards", "zoetrope.ndjson");
    private static final Pattern ASKED = Pattern.compile("([a-z_.]+):");
    private static final Set<String> NUMBERS = Set.of("long", "integer", "float", "double");

    /** Of what an aggregation takes. */
    private static final Map<String, Set<String>> TYPES =
            Map.of(
                    "terms", Set.of("keyword", "boolean"),
                    "date_histogram", Set.of("date"),
                    "sum", NUMBERS,
                    "avg", NUMBERS,
                    "max", Set.of("long", "integer", "float", "double", "date"));

    private static final Map<String, JsonNode> OBJECTS = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (String line : Files.readAllLines(FILE)) {
            JsonNode object = Json.MAPPER.readTree(line);
            String key = object.path("type").asText() + " " + object.path("id").asText();
            assertThat(OBJECTS.put(key, object)).as(key).isNull();
        }
    }

    @Test
    void everyReferenceLeadsToAnObjectOfTheFile() {
        for (JsonNode object : OBJECTS.values()) {
            for (JsonNode reference : object.path("references")) {
                assertThat(OBJECTS).containsKey(key(reference));
            }
        }
    }

    @Test
    void everyPatternIsAnIndexWithItsTime() throws IOException {
        List<JsonNode> patterns = all("index-pattern");
        assertThat(patterns).hasSizeGreaterThanOrEqualTo(6);
        for (JsonNode pattern : patterns) {
            String time = pattern.at("/attributes/timeFieldName").asText();
            assertThat(fields(pattern)).containsEntry(time, "date");
        }
    }

    @Test
    void everyFieldIsMappedAndOfATypeThatItsUseTakes() throws IOException {
        int looked = 0;
        for (JsonNode drawing : all("visualization")) {
            Map<String, String> fields = fields(OBJECTS.get(key(drawing.at("/references/0"))));
            JsonNode state = inner(drawing, "visState");
            assertThat(state.path("title")).isEqualTo(drawing.at("/attributes/title"));
            for (JsonNode aggregation : state.path("aggs")) {
                String type = aggregation.path("type").asText();
                if (!type.equals("count")) {
                    String field = aggregation.at("/params/field").asText();
                    assertThat(fields).as(drawing.path("id").asText()).containsKey(field);
                    assertThat(TYPES.get(type)).as(type + " " + field).contains(fields.get(field));
                    looked++;
                }
            }
            Matcher asked = ASKED.matcher(query(drawing));
            while (asked.find()) {
                assertThat(fields).containsKey(asked.group(1));
            }
        }
        assertThat(looked).isGreaterThan(25);
    }

    @Test
    void theDashboardShowsEveryDrawingOnceAndNoTwoAtOnePlace() throws IOException {
        JsonNode dashboard = OBJECTS.get("dashboard zoetrope");
        List<String> shown = new ArrayList<>();
        dashboard.path("references").forEach(reference -> shown.add(key(reference)));
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        OBJECTS.keySet().stream()
                                .filter(key -> key.startsWith("visualization "))
                                .toList());
        List<String> places = new ArrayList<>();
        for (JsonNode panel : inner(dashboard, "panelsJSON")) {
            JsonNode grid = panel.path("gridData");
            for (int x = 0; x < grid.path("w").asInt(); x++) {
                for (int y = 0; y < grid.path("h").asInt(); y++) {
                    places.add((grid.path("x").asInt() + x) + " " + (grid.path("y").asInt() + y));
                }
            }
            assertThat(grid.path("x").asInt() + grid.path("w").asInt()).isLessThanOrEqualTo(48);
        }
        assertThat(places).doesNotHaveDuplicates();
    }

    private static List<JsonNode> all(String type) {
        return OBJECTS.values().stream()
                .filter(object -> object.path("type").asText().equals(type))
                .toList();
    }

    private static String key(JsonNode reference) {
        return reference.path("type").asText() + " " + reference.path("id").asText();
    }

    private static String query(JsonNode drawing) throws IOException {
        String source = drawing.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON").asText();
        return Json.MAPPER.readTree(source).at("/query/query").asText();
    }

    private static JsonNode inner(JsonNode object, String attribute) throws IOException {
        return Json.MAPPER.readTree(object.path("attributes").path(attribute).asText());
    }

    /** Types by the full names of fields. */
    private static Map<String, String> fields(JsonNode pattern) throws IOException {
        String index = pattern.at("/attributes/title").asText();
        Map<String, String> fields = new HashMap<>();
        collect(Json.MAPPER.readTree(mapping(index)).path("properties"), "", fields);
        return fields;
    }

    private static String mapping(String index) {
        if (index.equals(IndexNames.VIDEOS)) {
            return IndexMappings.videos();
        }
        if (index.equals(IndexNames.LABELS)) {
            return IndexMappings.labels();
        }
        for (FindingKind kind : FindingKind.values()) {
            if (kind.alias().equals(index)) {
                return IndexMappings.of(kind);
            }
        }
        throw new AssertionError("no index " + index);
    }

    private static void collect(JsonNode properties, String before, Map<String, String> fields) {
        properties
                .properties()
                .forEach(
                        field -> {
                            JsonNode mapped = field.getValue();
                            fields.put(
                                    before + field.getKey(), mapped.path("type").asText("object"));
                            collect(
                                    mapped.path("properties"),
                                    before + field.getKey() + ".",
                                    fields);
                        });
    }
}

package io.zoetrope.query.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.videos.VideosTogether;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphITCase {
    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        for (String id : List.of("one", "two")) {
            index.video("default", id, "ready", v -> v.put("title", "Film " + id));
            for (int i = 0; i < 3; i++) {
                index.moment("default", id, i * 2000L, i == 1 ? "red car" : "sea");
                int n = i;
                index.finding(
                        FindingKind.OBJECT,
                        "default",
                        id,
                        i,
                        i * 2000L,
                        i * 2000L + 1000,
                        o ->
                                o.put("object_id", id + n)
                                        .put("object_class", "c" + n)
                                        .withArray("labels")
                                        .add("of " + id + n));
            }
            index.finding(
                    FindingKind.LINE,
                    "default",
                    id,
                    0,
                    0,
                    2500,
                    l -> l.put("line_id", id + "l").put("text", "said in " + id));
        }
        index.video("other", "theirs", "ready", v -> {});
        index.moment("other", "theirs", 3_000_000, "late");
        for (int i = 0; i <= VideosTogether.MOST_OF_EACH; i++) {
            String object = "early" + i;
            index.finding(
                    FindingKind.OBJECT,
                    "other",
                    "theirs",
                    i,
                    i * 1000L,
                    i * 1000L + 500,
                    o -> o.put("object_id", object).put("object_class", "walker"));
        }
        index.finding(
                FindingKind.OBJECT,
                "other",
                "theirs",
                1_000,
                3_001_000,
                3_001_500,
                o -> o.put("object_id", "late").put("object_class", "runner"));
        index.flush();
        service = TestingService.start(folder);
    }

    private static JsonNode ask(String query, ObjectNode variables, String... headers) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("query", query);
        if (variables != null) {
            body.set("variables", variables);
        }
        Answer answer = service.post("/graphql", body.toString(), headers);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode ask(String query) {
        return ask(query, null);
    }

    @Test
    void readsVideosTheirMomentsAndWhatIsInThem() {
        JsonNode data =
                ask("{ videos { videoId title durationMs moments(limit: 2) { startMs objects"
                                + " { objectId class } lines { text } } dialogue { text } } }")
                        .path("data");
        assertThat(data.path("videos")).hasSize(2);
        JsonNode video = data.at("/videos/0");
        String id = video.path("videoId").asText();
        assertThat(video.path("title").asText()).isEqualTo("Film " + id);
        assertThat(video.has("durationMs")).as("null is said").isTrue();
        assertThat(video.path("moments")).hasSize(2);
        assertThat(video.at("/moments/1/objects"))
                .isEqualTo(
                        Json.MAPPER
                                .createArrayNode()
                                .add(
                                        Json.MAPPER
                                                .createObjectNode()
                                                .put("objectId", id + "1")
                                                .put("class", "c1")));
        assertThat(video.at("/moments/1/lines/0/text").asText()).isEqualTo("said in " + id);
        assertThat(video.at("/dialogue/0/text").asText()).isEqualTo("said in " + id);
    }

    @Test
    void aLateMomentOfALongVideoHasItsObjects() {
        JsonNode data =
                ask(
                                "{ videos(limit: 1) { moments(limit: 1) { objects { class } } } }",
                                null,
                                service.of("other"))
                        .path("data");
        assertThat(data.at("/videos/0/moments/0/objects"))
                .isEqualTo(
                        Json.MAPPER
                                .createArrayNode()
                                .add(Json.MAPPER.createObjectNode().put("class", "runner")));
    }

    @Test
    void searchesAsTheApiDoesPageByPage() {
        ObjectNode variables = Json.MAPPER.createObjectNode().put("words", "red car");
        JsonNode found =
                ask(
                                "query($words: String!) { search(query: {text: $words}, modalities:"
                                        + " [\"visual\"], filter: {videoId: [\"two\"], startMs: {gte:"
                                        + " 0}}, limit: 1) { goodMatch nextPageToken related degraded {"
                                        + " reason } moments { videoId startMs rank score objects {"
                                        + " class } } } }",
                                variables)
                        .at("/data/search");
        assertThat(found.at("/moments/0/startMs").asLong()).isEqualTo(2000);
        assertThat(found.at("/moments/0/videoId").asText()).isEqualTo("two");
        assertThat(found.at("/moments/0/objects/0/class").asText()).isEqualTo("c1");
        assertThat(found.path("goodMatch").isBoolean()).isTrue();
        ObjectNode token =
                Json.MAPPER.createObjectNode().put("t", found.path("nextPageToken").asText());
        JsonNode next =
                ask("query($t: String!) { searchPage(token: $t) { moments { rank } } }", token);
        assertThat(next.at("/data/searchPage/moments/0/rank").asInt()).isEqualTo(2);
    }

    @Test
    void likelihoodsAreSetRight() {
        String asked =
                "{ search(query: {text: \"red car\"}, modalities: [\"visual\"], calibration:"
                        + " [{modality: \"visual\", shift: %d}]) { goodMatch } }";
        assertThat(ask(asked.formatted(20)).at("/data/search/goodMatch").asBoolean()).isTrue();
        assertThat(ask(asked.formatted(-20)).at("/data/search/goodMatch").asBoolean(true))
                .isFalse();
    }

    @Test
    void searchesByWhatSomebodyTaught() {
        JsonNode data =
                ask("{ query: search(query: {label: \"of two2\"}) { ...found }"
                                + " clause: search(clauses: [{label: \"of two2\"}]) { ...found } }"
                                + " fragment found on SearchResult { moments { videoId startMs } }")
                        .path("data");
        for (String form : List.of("query", "clause")) {
            assertThat(data.at("/" + form + "/moments")).as(data.toString()).hasSize(1);
            assertThat(data.at("/" + form + "/moments/0/videoId").asText()).isEqualTo("two");
            assertThat(data.at("/" + form + "/moments/0/startMs").asLong()).isEqualTo(4000);
        }
    }

    @Test
    void manySearchesByOtherNamesAreRefusedTogether() {
        StringBuilder query = new StringBuilder("{");
        for (int i = 0; i < 10; i++) {
            query.append(" a" + i + ": search(query: {text: \"red\"}) { tookMs }");
        }
        JsonNode answer = ask(query.append(" }").toString());
        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("too_costly");
        assertThat(answer.path("data").has("a0")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    { nothing }                                                   | invalid_query
                    { videos { moments(limit: "ten") { startMs } } }              | invalid_query
                    { videos                                                      | invalid_query
                    { search(query: {text: " "}) { tookMs } }                     | invalid_request
                    { search(operator: "xor", query: {text: "a"}) { tookMs } }    | invalid_request
                    { search(query: {text: "a"}, calibration: [{modality: "visual", scale: 0}]) { tookMs } } | invalid_request
                    { search(query: {objectId: "nobody"}) { tookMs } }            | not_found
                    { searchPage(token: "forged") { tookMs } }                    | invalid_page_token
                    { videos(limit: 50) { moments(limit: 100) { objects { boxes { x0 y0 } } } } } | too_costly
                    """)
    void errorsHaveTheApisCodes(String query, String code) {
        JsonNode answer = ask(query);
        assertThat(answer.at("/errors/0/extensions/code").asText())
                .as(answer.toString())
                .isEqualTo(code);
        assertThat(answer.at("/errors/0/message").asText()).isNotEmpty();
        assertThat(answer.toString()).doesNotContain("Exception:", "io.zoetrope");
    }

    @Test
    void showsATenantItsOwn() {
        List<String> ids = new ArrayList<>();
        ask("{ videos { videoId } }", null, service.of("other"))
                .at("/data/videos")
                .forEach(v -> ids.add(v.path("videoId").asText()));
        assertThat(ids).containsExactly("theirs");
        JsonNode foreign = ask("{ video(videoId: \"theirs\") { title } }");
        assertThat(foreign.at("/data/video").isNull()).isTrue();
        assertThat(foreign.has("errors")).isFalse();
    }

    @Test
    void saysWhatItsSchemaIs() {
        JsonNode types = ask("{ __schema { types { name } } }").at("/data/__schema/types");
        assertThat(types.findValuesAsText("name")).contains("Video", "Moment", "SearchResult");
        Answer empty = service.post("/graphql", "{\"query\": \"\"}");
        assertThat(empty.status()).isEqualTo(400);
    }
}

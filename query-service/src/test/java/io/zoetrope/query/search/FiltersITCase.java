package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What filters let through, what is subtracted, and what lies among the results. */
class FiltersITCase {
    private static final int MANY = 1_000;

    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        film(index, "old", "2024-05-01T10:00:00Z", "1");
        film(index, "new", "2026-05-01T10:00:00.5Z", "2");
        index.moment("default", "new", 0, "red car night", m -> classes(m, "car"));
        index.moment("default", "new", 2000, "red car", m -> classes(m, "truck"));
        index.moment("default", "old", 0, "red", m -> classes(m, "person"));
        line(index, "new", 0, "Wir treffen uns am Fluss", "de", "Ann");
        line(index, "new", 1, "We meet at the river", "en", "Bob");
        text(index, 0, "EXIT left", 0.1, 0.1, 0.3, 0.2);
        text(index, 1, "EXIT right", 0.6, 0.8, 1.0, 1.0);
        object(index, 0, "dog", 0.0, 0.5, 0.4, 1.0);
        object(index, 1, "dog", 0.5, 0.0, 1.0, 0.5);
        // One in a hundred is green and the farthest from what is asked.
        for (int i = 0; i < MANY; i++) {
            boolean rare = i % 100 == 0;
            String id = "many" + i;
            index.moment(
                    "crowd",
                    id,
                    0,
                    rare ? "red green green" : "red",
                    m -> m.put("collection", rare ? "rare" : "common"));
        }
        index.flush();
        service = TestingService.start(folder);
    }

    private static void film(TestingIndex index, String id, String recordedAt, String scene) {
        index.video(
                "default",
                id,
                "ready",
                v -> v.putObject("metadata").put("recorded_at", recordedAt).put("scene", scene));
    }

    private static void classes(ObjectNode moment, String name) {
        boolean isNew = moment.path("video_id").asText().equals("new");
        moment.putArray("object_classes").add(name);
        moment.put("text", "sign " + name);
        moment.putObject("metadata")
                .put("recorded_at", isNew ? "2026-05-01T10:00:00.5Z" : "2024-05-01T10:00:00Z")
                .put("scene", isNew ? "2" : "1");
    }

    private static void finding(
            TestingIndex index, FindingKind kind, String video, int i, Consumer<ObjectNode> more) {
        index.finding(kind, "default", video, i, 20_000 + i * 1000L, 21_000 + i * 1000L, more);
    }

    private static void line(
            TestingIndex index, String video, int i, String text, String language, String who) {
        finding(
                index,
                FindingKind.LINE,
                video,
                i,
                l ->
                        l.put("line_id", "l" + i)
                                .put("text", text)
                                .put("language", language)
                                .put("speaker", who));
    }

    private static void text(TestingIndex index, int i, String text, double... box) {
        finding(
                index,
                FindingKind.TEXT,
                "old",
                i,
                t ->
                        t.put("text_id", "t" + i)
                                .put("text", text)
                                .put("x0", box[0])
                                .put("y0", box[1])
                                .put("x1", box[2])
                                .put("y1", box[3]));
    }

    private static void object(TestingIndex index, int i, String name, double... box) {
        finding(
                index,
                FindingKind.OBJECT,
                "old",
                i,
                o ->
                        o.put("object_id", "o" + i)
                                .put("object_class", name)
                                .put("score", 0.9)
                                .put("best_x0", box[0])
                                .put("best_y0", box[1])
                                .put("best_x1", box[2])
                                .put("best_y1", box[3]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    'text': 'meet'     | 'dialogue' | 'language': 'en'                                | new 21000
                    'text': 'meet'     | 'dialogue' | 'language': 'de'                                |
                    'text': 'fluss'    | 'dialogue' | 'language': ['de', 'fr']                        | new 20000
                    'text': 'meet'     | 'dialogue' | 'speaker': 'Bob'                                | new 21000
                    'text': 'meet'     | 'dialogue' | 'speaker': 'Ann'                                |
                    'text': 'meet'     | 'dialogue' | 'metadata': {'scene': '2'}                      | new 21000
                    'text': 'meet'     | 'dialogue' | 'metadata': {'scene': '1'}                      |
                    'text': 'meet'     | 'dialogue' | 'recorded_at': {'gte': '2026-05-01T10:00:00Z'}  | new 21000
                    'text': 'meet'     | 'dialogue' | 'recorded_at': {'gte': '2026-05-01T10:00:01Z'}  |
                    'text': 'exit'     | 'text'     | 'region': [0, 0, 0.5, 0.5]                      | old 20000
                    'text': 'exit'     | 'text'     | 'region': [0.5, 0.5, 1, 1]                      | old 21000
                    'text': 'exit'     | 'text'     | 'region': [0, 0, 0.5, 0.1]                      |
                    'class': 'dog'     | 'object'   | 'region': [0, 0.5, 0.5, 1]                      | old 20000
                    'class': 'dog'     | 'object'   | 'region': [0, 0, 1, 1]                          | old 20000; old 21000
                    'text': 'red'      | 'visual'   | 'recorded_at': {'lte': '2024-05-01T12:00:00+02:00'} | old 0
                    'text': 'red'      | 'visual'   | 'recorded_at': {'lte': '2024-05-01T09:59:59Z'}  |
                    'text': 'red'      | 'visual'   | 'class': ['truck', 'person']                    | old 0; new 2000
                    """)
    void findsWhatTheFilterLetsThrough(
            String query, String modality, String filter, String expected) {
        JsonNode answer =
                search(
                        "'query': {%s}, 'modalities': [%s], 'filter': {%s}"
                                .formatted(query, modality, filter));
        assertThat(found(answer))
                .as(answer.toString())
                .isEqualTo(expected == null ? List.of() : List.of(expected.split("; ")));
        assertThat(answer.path("degraded")).isEmpty();
    }

    @Test
    void saysWhichSourcesCannotTell() {
        JsonNode answer = search("'query': {'text': 'meet'}, 'filter': {'speaker': 'Bob'}");
        assertThat(found(answer)).containsExactly("new 21000");
        assertThat(answer.path("degraded").findValuesAsText("source"))
                .containsExactlyInAnyOrder("visual", "audio", "text", "object");
        assertThat(answer.path("degraded").findValuesAsText("reason"))
                .containsOnly("cannot_filter");
        JsonNode looks =
                search(
                        "'query': {'text': 'red'}, 'modalities': ['visual'], 'filter':"
                                + " {'region': [0, 0, 0.5, 0.5]}");
        assertThat(looks.path("degraded").findValuesAsText("reason"))
                .containsExactly("cannot_filter");
    }

    @Test
    void aRareFilterStillFillsTheLimit() {
        String rare = ", 'filter': {'collection': 'rare'}, 'limit': 10";
        for (String how : List.of(", 'modalities': ['visual']", "")) {
            Answer answer =
                    service.post(
                            "/v1/search",
                            SearchApiITCase.json("{'query': {'text': 'red'}" + how + rare + "}"),
                            service.of("crowd"));
            assertThat(answer.json().path("moments")).as(how).hasSize(10);
            assertThat(answer.json().path("moments").findValuesAsText("collection"))
                    .containsOnly("rare");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    'text': 'red car'                          | new 2000
                    'text': 'red car -night'                   | new 2000
                    'text': 'red car night -night'             | new 2000
                    'text': 'red night car'                    | new 0
                    'text': 'red night car', 'not': 'night'    | new 2000
                    'text': 'red car without night'            | new 2000
                    """)
    void takesOutOfTheVectorWhatIsNotWanted(String query, String first) {
        String asked = "'query': {" + query + "}, 'modalities': ['visual'], 'limit': 1";
        assertThat(found(search(asked))).containsExactly(first);
    }

    @Test
    void leavesOutWhatIsKnownToShowIt() {
        assertThat(found(search("'query': {'text': 'red'}"))).contains("new 2000");
        List<String> left = found(search("'query': {'text': 'red -trucks'}"));
        assertThat(left).contains("old 0", "new 0").doesNotContain("new 2000");
        List<String> lines =
                found(
                        search(
                                "'query': {'text': 'meet', 'not': 'the river'}, 'modalities':"
                                        + " ['dialogue']"));
        assertThat(lines).isEmpty();
        assertThat(found(search("'query': {'text': 'we meet not at the river'}"))).isNotEmpty();
    }

    @Test
    void putsWhatDiffersAtTheTop() {
        String asked = "'query': {'text': 'red car'}, 'modalities': ['visual'], 'limit': 2";
        assertThat(found(search(asked))).containsExactly("new 2000", "new 0");
        assertThat(found(search(asked + ", 'diversify': 0.7")))
                .containsExactly("new 2000", "old 0");
    }

    @Test
    void offersWhatIsOftenAmongTheResults() {
        JsonNode first = search("'query': {'text': 'red night'}, 'modalities': ['visual']");
        List<String> related = new ArrayList<>();
        first.path("related").forEach(r -> related.add(r.asText()));
        assertThat(related).contains("sign");
        JsonNode second = search("'query': {'text': 'red night sea'}, 'modalities': ['visual']");
        assertThat(second.at("/related/0").asText()).isEqualTo("red night");
    }

    private static List<String> found(JsonNode answer) {
        List<String> found = new ArrayList<>();
        for (JsonNode moment : answer.path("moments")) {
            found.add(moment.path("video_id").asText() + " " + moment.path("start_ms").asLong());
        }
        return found;
    }

    private static JsonNode search(String question) {
        Answer answer = service.post("/v1/search", SearchApiITCase.json("{" + question + "}"));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }
}

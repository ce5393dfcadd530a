package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions of several clauses and sources over a real index. */
class ClausesITCase {
    @TempDir static Path folder;
    private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        moment(index, "a", 0, "red car", "person");
        moment(index, "a", 2000, "blue car", "car");
        moment(index, "a", 4000, "green", "Traffic Light");
        moment(index, "b", 0, "blue", "car");
        moment(index, "b", 2000, "red night", "person");
        moment(index, "c", 0, "meadow");
        index.moment("taught", "d", 0, "green", m -> m.putArray("labels").add("intro"));
        index.finding(
                FindingKind.LINE,
                "taught",
                "d",
                0,
                0,
                1500,
                line -> line.put("line_id", "l0").put("text", "Welcome!"));
        index.moment("taught", "e", 0, "red", m -> m.putArray("object_classes").add("person"));
        index.moment("other", "z", 0, "red", m -> m.withArray("object_classes").add("person"));
        index.flush();
        service = TestingService.start(folder);
    }

    private static void moment(
            TestingIndex index, String video, long startMs, String looks, String... classes) {
        index.moment(
                "default",
                video,
                startMs,
                looks,
                m -> List.of(classes).forEach(m.withArray("object_classes")::add));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    'query': {'text': 'two People'}, 'modalities': ['object'] | a@0 b@2000
                    'query': {'class': 'PERSONS'}                             | a@0 b@2000
                    'query': {'class': 'traffic lights'}                      | a@4000
                    'query': {'class': 'light'}                               |
                    'query': {'text': 'people or cars'}, 'modalities': ['object'] | a@0 a@2000 b@0 b@2000
                    'query': {'class': 'person'}, 'filter': {'video_id': 'b'} | b@2000
                    'query': {'text': 'red'}, 'must_not': [{'class': 'person'}] | a@2000 a@4000 b@0 c@0
                    'query': {'class': 'person'}, 'must_not': [{'text': 'night', 'min_score': 0.8}] | a@0
                    'query': {'text': 'red'}, 'must_not': [{'text': 'blue'}]  | a@0 b@2000
                    'query': {'text': 'car', 'not': 'a red car'}, 'modalities': ['object'] | a@2000 b@0
                    'query': {'class': 'car'}, 'must_not': [{'text': 'red car', 'modalities': ['object']}] | a@2000 b@0
                    'query': {'text': 'person', 'not': 'cars or the people'}, 'modalities': ['object'] |
                    'query': {'text': 'red without cars and people'}          | a@4000 c@0
                    'query': {'text': 'red'}, 'must_not': [{'text': 'cars and the people', 'modalities': ['object']}] | a@4000 c@0
                    'group_by': 'video', 'query': {'text': 'blue'}, 'modalities': ['visual'], 'must_not': [{'class': 'car'}] | a b c
                    'operator': 'and', 'within_ms': 2000, 'clauses': [{'class': 'car'}, {'class': 'person'}], 'must_not': [{'class': 'traffic light'}] | a@0 b@0
                    'operator': 'then', 'clauses': [{'class': 'person'}, {'class': 'car'}], 'must_not': [{'text': 'red', 'min_score': 0.8}] |
                    'operator': 'then', 'clauses': [{'class': 'person'}, {'class': 'car'}] | a@0
                    'operator': 'and', 'clauses': [{'class': 'person'}, {'class': 'car'}] | a@0 b@0
                    'operator': 'and', 'clauses': [{'class': 'person'}, {'class': 'traffic light'}] |
                    'operator': 'and', 'within_ms': 2000, 'clauses': [{'class': 'person'}, {'class': 'traffic light'}] | a@0
                    'operator': 'and', 'clauses': [{'class': 'person'}, {'class': 'bear'}] |
                    'group_by': 'video', 'clauses': [{'class': 'person'}, {'class': 'car'}] | a b
                    'limit': 1, 'clauses': [{'class': 'person'}, {'class': 'bear'}] | 1
                    """)
    void finds(String question, String expected) {
        Answer answer = search(question);
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(" "));
        List<String> found = new ArrayList<>();
        for (JsonNode moment : answer.json().path("moments")) {
            String video = moment.path("video_id").asText();
            boolean whole = !wanted.isEmpty() && !wanted.get(0).contains("@");
            found.add(whole ? video : video + "@" + moment.path("start_ms").asLong());
        }
        if (wanted.equals(List.of("1"))) {
            assertThat(found).hasSize(1);
        } else {
            assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Test
    void saysWhichClauseMatchedWhere() {
        JsonNode moment =
                search(
                                "'operator': 'then', 'clauses': [{'name': 'who', 'class': 'person'},"
                                        + " {'text': 'blue', 'min_score': 0.8}]")
                        .json()
                        .at("/moments/0");
        assertThat(moment.path("start_ms").asLong()).isZero();
        assertThat(moment.path("end_ms").asLong()).isEqualTo(4000);
        assertThat(moment.path("matches").findValuesAsText("clause"))
                .containsExactly("who", "clause2");
        assertThat(moment.at("/matches/1/start_ms").asLong()).isEqualTo(2000);
        assertThat(moment.at("/matches/0/moment_id").asText())
                .isEqualTo(moment.path("moment_id").asText());
    }

    /** Also at a moment that was not found itself. */
    @ParameterizedTest
    @ValueSource(strings = {"'label': 'intro'", "'text': 'green', 'min_score': 0.9"})
    void whatIsUnwantedIsSoAtAnyMoment(String unwanted) {
        String asked =
                "{'clauses': [{'text': 'welcome', 'modalities': ['dialogue']}, {'class': 'person'}]%s}";
        String without = ", 'must_not': [{%s}]".formatted(unwanted);
        assertThat(videosOf(asked.formatted(""))).containsExactlyInAnyOrder("d", "e");
        assertThat(videosOf(asked.formatted(without))).containsExactly("e");
    }

    private static List<String> videosOf(String question) {
        String body = SearchApiITCase.json(question);
        Answer answer = service.post("/v1/search", body, service.of("taught"));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return SearchApiITCase.each(answer, "video_id");
    }

    @Test
    void whatTheDetectorSawComesBeforeALandscape() {
        // Not a word that the encoder knows: by looks alone the meadow is nearest.
        Answer looks = search("'query': {'text': 'person'}, 'modalities': ['visual']");
        assertThat(looks.json().at("/moments/0/title").asText()).isEqualTo("meadow");
        Answer both = search("'query': {'text': 'person'}, 'modalities': ['visual', 'object']");
        List<String> first = new ArrayList<>();
        both.json().path("moments").forEach(m -> first.add(m.path("classes").path(0).asText()));
        assertThat(first.subList(0, 2)).containsExactly("person", "person");
        assertThat(both.json().at("/moments/0/score_parts/object").asDouble()).isEqualTo(1);
        assertThat(both.json().at("/moments/0/score_parts/visual").isNumber()).isTrue();
        assertThat(both.json().at("/moments/0/score").asDouble()).isBetween(0.5, 1.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    'clauses': []                                              | clauses
                    'clauses': [null]                                          | clauses
                    'clauses': [{}]                                            | clauses.text
                    'clauses': [{'text': 'x', 'class': 'y'}]                   | clauses.class
                    'clauses': [{'class': ' '}]                                | clauses.class
                    'clauses': [{'text': 'x', 'weight': 0}]                    | clauses.weight
                    'clauses': [{'text': 'x', 'weight': -1}]                   | clauses.weight
                    'clauses': [{'text': 'x', 'min_score': 2}]                 | clauses.min_score
                    'clauses': [{'text': 'x', 'mood': 1}]                      | clauses.[].mood
                    'clauses': [{'name': '', 'text': 'x'}]                     | clauses.name
                    'clauses': [{'name': 'a', 'text': 'x'}, {'name': 'a', 'text': 'y'}] | clauses.name
                    'clauses': [{'text': 'x', 'modalities': ['smell']}]        | modalities
                    'clauses': [{'text': 'x'}], 'query': {'text': 'y'}         | query
                    'clauses': [{'text': 'x'}], 'within_ms': -1                | within_ms
                    'clauses': [{'image_url': 'http://127.0.0.1/x.png'}]       | clauses.image_url
                    'must_not': [{'text': 'x'}]                                | query
                    'query': {'text': 'x'}, 'modalities': ['visual'], 'weights': {'smell': 1} | weights
                    'query': {'text': 'x'}, 'modalities': ['visual'], 'calibration': {'visual': {'scale': 0}} | calibration.visual.scale
                    'query': {'class': 'car'}, 'must_not': [{'text': 'x'}]     | must_not
                    """)
    void refuses(String question, String detail) {
        Answer answer = post(question);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(400);
        assertThat(answer.json().at("/error/detail").asText()).isEqualTo(detail);
    }

    @Test
    void tenThousandClausesAreRefused() {
        String many = "{'text': 'x'},".repeat(9_999) + "{'text': 'x'}";
        assertThat(post("'clauses': [" + many + "]").status()).isEqualTo(400);
    }

    @Test
    void likelihoodsAreSetRight() {
        String question =
                "'query': {'text': 'red'}, 'modalities': ['visual'], 'calibration': {'visual': {'shift': %d}}";
        Answer sure = search(question.formatted(20));
        assertThat(sure.json().at("/moments/0/score").asDouble()).isGreaterThan(.99);
        assertThat(sure.json().path("good_match").asBoolean()).isTrue();
        Answer never = search(question.formatted(-20));
        assertThat(never.json().at("/moments/0/score").asDouble(1)).isLessThan(.01);
        assertThat(never.json().path("good_match").asBoolean(true)).isFalse();
    }

    private static Answer search(String question) {
        Answer answer = post(question);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.json().path("moments").findValuesAsText("video_id")).doesNotContain("z");
        return answer;
    }

    private static Answer post(String question) {
        return service.post("/v1/search", SearchApiITCase.json("{" + question + "}"));
    }
}

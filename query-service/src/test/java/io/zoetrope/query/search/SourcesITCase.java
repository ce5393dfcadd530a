package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.zoetrope.query.TestingEncoders;
import io.zoetrope.query.TestingForm;
import io.zoetrope.query.TestingPng;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each source knows of a video, asked by itself and together. */
class SourcesITCase {
    @TempDir static Path folder;

    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        SourcesIndex.fill();
        service = TestingService.start(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    'query': {'text': 'under the bridge'}, 'modalities': ['dialogue'] | 2100-3900
                    'query': {'text': 'bridges midnight'}, 'modalities': ['dialogue'] | 2100-3900
                    'query': {'text': 'meet at mid'}, 'modalities': ['dialogue']      | 2100-3900
                    'query': {'text': 'midnigth'}, 'modalities': ['dialogue']         | 2100-3900
                    'query': {'text': 'night'}, 'modalities': ['dialogue']            | 2100-3900
                    'query': {'text': 'sea'}, 'modalities': ['dialogue']              |
                    'query': {'text': 'un caf\u00e9 noir'}, 'modalities': ['dialogue'], 'min_score': 0.9 | 5000-6000
                    'query': {'text': 'caf\u00e9 no'}, 'modalities': ['dialogue'], 'min_score': 0.6 | 5000-6000
                    'query': {'text': 'caf\u00e9z'}, 'modalities': ['dialogue'] | 5000-6000
                    'query': {'text': 'noir', 'not': 'caf\u00e9'}, 'modalities': ['dialogue'] |
                    'query': {'text': 'un cafe\u0301 noir'}, 'modalities': ['dialogue'], 'min_score': 0.9 | 5000-6000
                    'query': {'text': 'cafe\u0301 no'}, 'modalities': ['dialogue'], 'min_score': 0.6 | 5000-6000
                    'query': {'text': 'cafe\u0301z'}, 'modalities': ['dialogue'] | 5000-6000
                    'query': {'text': 'noir', 'not': 'cafe\u0301'}, 'modalities': ['dialogue'] |
                    'query': {'text': 'grass', 'not': 'cafe\u0301'}, 'filter': {'start_ms': {'gte': 4500}}, 'modalities': ['dialogue'] |
                    'query': {'text': 'grass', 'not': 'tea'}, 'filter': {'start_ms': {'gte': 4500}}, 'modalities': ['dialogue'] | 5000-6000
                    'query': {'text': 'exit'}, 'modalities': ['text']                 | 4000-6000
                    'query': {'text': 'boat'}, 'modalities': ['text']                 | 4000-6000
                    'query': {'text': 'midnight'}, 'modalities': ['text']             |
                    'query': {'text': 'bells'}, 'modalities': ['audio']               | 0-1000
                    'query': {'text': 'cat'}, 'modalities': ['audio']                 | 4000-5000
                    'query': {'text': 'pedestrians'}, 'modalities': ['object']        | 0-4000
                    'query': {'class': 'automobiles'}                                 | 4100-5900
                    'query': {'object_id': 'o0'}                                      | 4100-5900
                    'query': {'text': 'midnight'}, 'filter': {'video_id': 'landscape'}, 'modalities': ['dialogue'] |
                    'query': {'text': 'midnight'}, 'filter': {'start_ms': {'gte': 2101}}, 'modalities': ['dialogue'] |
                    'operator': 'and', 'clauses': [{'class': 'car'}, {'text': 'exit', 'modalities': ['text']}] | 4000-6000
                    'operator': 'and', 'clauses': [{'class': 'geese'}, {'text': 'exit', 'modalities': ['text']}] | 4000-6000
                    'operator': 'then', 'within_ms': 500, 'clauses': [{'text': 'midnight', 'modalities': ['dialogue']}, {'class': 'dog'}] | 2100-6000
                    'query': {'text': 'exit only'}, 'modalities': ['text'], 'must_not': [{'class': 'dog'}] |
                    """)
    void findsTheStretch(String question, String expected) {
        List<String> wanted = expected == null ? List.of() : List.of(expected);
        JsonNode answer = search(question).json();
        List<String> found = new ArrayList<>();
        for (JsonNode moment : answer.path("moments")) {
            assertThat(moment.path("video_id").asText()).isEqualTo("film");
            found.add(moment.path("start_ms").asLong() + "-" + moment.path("end_ms").asLong());
        }
        assertThat(found).as(answer.toString()).isEqualTo(wanted);
    }

    @Test
    void aPersonIsFoundWhereThereIsOneAndNotInALandscape() {
        JsonNode looks = search("'query': {'text': 'a person'}, 'modalities': ['visual']").json();
        assertThat(looks.at("/moments/0/video_id").asText()).isEqualTo("landscape");
        JsonNode answer = search("'query': {'text': 'a person'}").json();
        assertThat(answer.path("good_match").asBoolean()).isTrue();
        JsonNode best = answer.at("/moments/0");
        assertThat(best.path("video_id").asText()).isEqualTo("film");
        assertThat(best.path("start_ms").asLong()).isZero();
        assertThat(best.path("end_ms").asLong()).as("both moments of the shot").isEqualTo(4000);
        assertThat(best.path("score").asDouble()).isBetween(0.89, 1.0);
        assertThat(best.at("/score_parts/object").asDouble()).isEqualTo(0.9);
    }

    @Test
    void saysThatNothingIsAGoodMatch() {
        for (String where : List.of("", ", 'modalities': ['visual']")) {
            JsonNode answer = search("'query': {'text': 'volcano'}" + where).json();
            assertThat(answer.path("moments")).isNotEmpty();
            assertThat(answer.path("good_match")).isEqualTo(BooleanNode.FALSE);
        }
        JsonNode sea = search("'query': {'text': 'sea'}").json();
        assertThat(sea.path("good_match").asBoolean()).isTrue();
    }

    @Test
    void saysWhichSourceFoundItAndWhy() {
        JsonNode line = search("'query': {'text': 'under the bridge'}").json().at("/moments/0");
        assertThat(line.path("start_ms").asLong()).as("of the moment").isEqualTo(2000);
        JsonNode match = null;
        for (JsonNode each : line.path("matches")) {
            match = each.path("source").asText().equals("dialogue") ? each : match;
        }
        assertThat(match).isNotNull();
        assertThat(match.path("why").asText()).isEqualTo("We meet at midnight, under the bridge.");
        assertThat(match.path("start_ms").asLong()).isEqualTo(2100);
        JsonNode found = search("'query': {'class': 'car'}").json().at("/moments/0");
        assertThat(found.path("title").asText()).as("of the moment there").isEqualTo("grass");
        assertThat(found.path("moment_id").asText()).isNotEmpty();
        assertThat(found.path("start_ms").asLong()).isEqualTo(4100);
        JsonNode car = found.at("/matches/0");
        assertThat(car.path("source").asText()).isEqualTo("object");
        assertThat(car.path("object_id").asText()).isEqualTo("o1");
        assertThat(car.path("why").asText()).isEqualTo("car");
    }

    @Test
    void aResultIsPicturedWhereWhatWasFoundIsSeen() {
        JsonNode goose = search("'query': {'class': 'goose'}, 'limit': 1").json().at("/moments/0");
        assertThat(goose.path("title").asText()).as("shown by the moment there").isEqualTo("sea");
        assertThat(goose.path("thumbnail_url").asText()).endsWith("/film/thumbnail?ms=4400");
        JsonNode line = search("'query': {'text': 'under the bridge'}").json().at("/moments/0");
        assertThat(line.path("thumbnail_url").asText()).endsWith("/film/thumbnail?ms=3000");
    }

    @Test
    void findsLikeAMoment() {
        JsonNode sea =
                search("'query': {'text': 'sea'}, 'modalities': ['visual'], 'limit': 1").json();
        String id = sea.at("/moments/0/moment_id").asText();
        JsonNode like = search("'query': {'moment_id': '" + id + "'}, 'limit': 1").json();
        assertThat(like.at("/moments/0/moment_id").asText()).isNotEqualTo(id);
        assertThat(like.at("/moments/0/score_parts/visual").asDouble()).isGreaterThan(0.99);
    }

    @Test
    void findsBySoundPictureAndWordsAtOnce() throws IOException {
        TestingForm sound =
                new TestingForm()
                        .file("audio", "s.wav", "audio/wav", TestingEncoders.sound("night"));
        assertThat(starts(service.post("/v1/search", sound))).containsExactly(0L);
        byte[] red = TestingPng.of(Color.RED);
        TestingForm crop =
                new TestingForm()
                        .file("image", "c.png", "image/png", red)
                        .field("modalities", "object");
        assertThat(starts(service.post("/v1/search", crop))).containsExactly(0L, 4100L);
        TestingForm clauses =
                new TestingForm()
                        .file("heard", "s.wav", "audio/wav", TestingEncoders.sound("cat"))
                        .file("seen", "c.png", "image/png", TestingPng.of(Color.GREEN))
                        .field("operator", "and")
                        .field(
                                "clauses",
                                SearchApiITCase.json(
                                        "[{'name': 'heard'}, {'class': 'dog'}, {'name': 'seen',"
                                                + " 'modalities': ['object']}]"));
        Answer answer = service.post("/v1/search", clauses);
        assertThat(starts(answer)).as(answer.json().toString()).containsExactly(4000L);
        TestingForm both =
                new TestingForm().file("image", "c.png", "image/png", red).field("text", "exit");
        JsonNode found = service.post("/v1/search", both).json().path("moments");
        assertThat(found.findValuesAsText("clause")).contains("query", "image");
    }

    private static List<Long> starts(Answer answer) {
        List<Long> starts = new ArrayList<>();
        answer.json().path("moments").forEach(m -> starts.add(m.path("start_ms").asLong()));
        return starts;
    }

    private static Answer search(String question) {
        Answer answer = service.post("/v1/search", SearchApiITCase.json("{" + question + "}"));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer;
    }

    @Test
    void aSourceCountsAsMuchAsItsWeight() {
        String question = "{\"query\": {\"text\": \"person meadow\"}%s}";
        JsonNode equal = service.post("/v1/search", question.formatted("")).json();
        JsonNode seen = match(equal, "object");
        assertThat(equal.at("/moments/0/score").asDouble())
                .isGreaterThanOrEqualTo(seen.path("confidence").asDouble());
        Answer less =
                service.post("/v1/search", question.formatted(", \"weights\": {\"object\": 0.01}"));
        double before = seen.path("confidence").asDouble();
        assertThat(match(less.json(), "object").path("confidence").asDouble())
                .as("as the source measures it")
                .isEqualTo(before);
        for (JsonNode moment : less.json().path("moments")) {
            if (moment.path("score_parts").size() == 1
                    && moment.path("score_parts").has("object")) {
                assertThat(moment.path("score").asDouble()).isLessThan(before / 2);
            }
        }
        Answer wrong =
                service.post("/v1/search", question.formatted(", \"weights\": {\"smell\": 1}"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/error/detail").asText()).isEqualTo("weights");
    }

    /** Each word is a condition in each language, of which a query may have 1,024. */
    @ParameterizedTest
    @CsvSource({"1, 1", "40, 8", "40, 9", "4, 400", "400, 400"})
    void whatIsUnwantedMayBeLong(int words, int unwanted) {
        String question =
                "'query': {'text': 'night%s -a1 -b1 -c1 -d1 -e1 -f1 -g1', 'not': '%s'}"
                        .formatted(words(" night", words), words(" noir", unwanted));
        JsonNode answer = search(question + ", 'modalities': ['dialogue', 'text']").json();
        assertThat(answer.path("degraded")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "noir caf\u00e9, 0",
        "un caf\u00e9 noir, 0",
        "noir noir noir noir noir noir noir noir caf\u00e9, 1"
    })
    void ofManyUnwantedWordsTheOrderMatters(String unwanted, int found) {
        String question = "'query': {'text': 'noir', 'not': '%s'}, 'modalities': ['dialogue']";
        assertThat(search(question.formatted(unwanted)).json().path("moments")).hasSize(found);
    }

    /**
     * An index makes words of each character, of some 250 letters, of each sign. Of a line is the
     * last word, or that at which the text is cut: else what begins with it is nothing.
     */
    @ParameterizedTest
    @CsvSource({"HAN, 63", "HAN, 64", "HAN, 1500", "LETTERS, 20000", "EMOJI, 2200"})
    void aTextWithoutSpacesMayBeLong(String of, int length) {
        String characters =
                IntStream.range(0, length)
                        .mapToObj(
                                i ->
                                        switch (of) {
                                            case "HAN" -> Character.toString(0x4E00 + i);
                                            case "EMOJI" -> Character.toString(0x1F600 + i % 64);
                                            default -> Integer.toString(i, 36);
                                        })
                        .collect(Collectors.joining());
        String text = characters.substring(0, length) + " midnight";
        JsonNode answer =
                search("'query': {'text': '" + text + "'}, 'modalities': ['dialogue', 'text']")
                        .json();
        assertThat(answer.path("degraded")).isEmpty();
    }

    private static String words(String word, int count) {
        return IntStream.range(0, count).mapToObj(i -> word + i).collect(Collectors.joining());
    }

    @Test
    void aLongTextIsAskedForHoweverItsAccentsAreWritten() {
        String words =
                IntStream.range(0, 60)
                        .mapToObj(i -> "e\u0301" + (char) ('a' + i % 26) + "rt" + i)
                        .collect(Collectors.joining(" "));
        JsonNode answer =
                search("'query': {'text': '" + words + "'}, 'modalities': ['dialogue', 'text']")
                        .json();
        assertThat(answer.path("degraded")).isEmpty();
    }

    /** The first match by a source. */
    private static JsonNode match(JsonNode answer, String source) {
        for (JsonNode moment : answer.path("moments")) {
            for (JsonNode match : moment.path("matches")) {
                if (match.path("source").asText().equals(source)) {
                    return match;
                }
            }
        }
        throw new AssertionError("nothing by " + source + " in " + answer);
    }
}

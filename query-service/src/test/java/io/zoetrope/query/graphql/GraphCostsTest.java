package io.zoetrope.query.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.ExecutionInput;
import graphql.GraphQL;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.http.Role;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is read here: what a query may cost is asked of its text, and then its time is over. */
class GraphCostsTest {
    private static final GraphQL GRAPH = new GraphSchema(null, null, null).graph(new Lengths());
    private static final ObjectMapper WITH_NULLS = new ObjectMapper();

    /** A profile or a token says how long its searches are, by its name. */
    private static final class Lengths implements SearchLengths {
        @Override
        public int usual(Caller caller) {
            return caller.profile().equals("long") ? 100 : 10;
        }

        @Override
        public int ofPage(Caller caller, String token) {
            return token.equals("long") ? 100 : 10;
        }
    }

    private static JsonNode ask(String query) {
        return ask(query, Caller.NO_PROFILE);
    }

    private static JsonNode ask(String query, String profile) {
        ExecutionInput input =
                ExecutionInput.newExecutionInput(query)
                        .graphQLContext(
                                Map.of(
                                        GraphSchema.CALLER,
                                        new Caller("default", Role.READ, "key", profile),
                                        GraphSchema.DEADLINE,
                                        Deadline.in(Duration.ofNanos(-1))))
                        .build();
        // As it is sent: a field that is null is said.
        return WITH_NULLS.valueToTree(GraphErrors.specification(GRAPH.execute(input)));
    }

    /** A field so many times by other names. */
    private static String aliases(int times, String field) {
        return IntStream.range(0, times)
                .mapToObj(i -> "a" + i + ":" + field)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    9    | search(query: {text: "a"}) { moments { videoId startMs } }  | too_slow
                    10   | search(query: {text: "a"}) { tookMs }                       | too_costly
                    10   | searchPage(token: "a") { tookMs }                           | too_costly
                    700  | search(query: {text: "a"}) { tookMs }                       | too_costly
                    384  | video(videoId: "a") { title }                               | too_slow
                    385  | video(videoId: "a") { title }                               | too_costly
                    275  | videos { videoId }                                          | too_slow
                    290  | videos { videoId }                                          | too_costly
                    1    | videos(limit: 5) { title moments { startMs objects { class } } } | too_slow
                    1    | videos { moments { a:endMs b:endMs c:endMs d:endMs e:endMs f:endMs } } | too_slow
                    1    | videos(limit: 50) { moments(limit: 100) { objects { score } } } | too_costly
                    1200 | videos(limit: 2147483647) { videoId }                       | too_costly
                    1    | videos(limit: null) { videoId }                             | invalid_query
                    """)
    void whatIsAskedByManyNamesCostsAsOften(int times, String field, String code) {
        JsonNode answer = ask("{" + aliases(times, field) + "}");
        assertThat(answer.at("/errors/0/extensions/code").asText())
                .as(answer.at("/errors/0").toString())
                .isEqualTo(code);
    }

    /** However it is written: what is spread runs wherever it is spread. */
    @ParameterizedTest
    @CsvSource({"1, too_slow", "2, too_slow", "4, too_costly", "300, too_costly"})
    void aFragmentCostsAsOftenAsItIsSpread(int times, String code) {
        String spread = aliases(times, "videos(limit: 50) { ...V }");
        JsonNode answer =
                ask(
                        "{ x: video(videoId: \"a\") { ...V } "
                                + spread
                                + "} fragment V on Video { moments(limit: 100) { startMs } }");
        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo(code);
    }

    /** Of four fragments each spreads the next ten times. */
    @Test
    void fragmentsOfFragmentsMultiply() {
        StringBuilder query = new StringBuilder("{ videos { ...F0 } }");
        for (int i = 0; i < 4; i++) {
            query.append(" fragment F" + i + " on Video {");
            query.append((" ...F" + (i + 1)).repeat(10)).append("}");
        }
        query.append(" fragment F4 on Video { title }");
        JsonNode answer = ask(query.toString());
        assertThat(answer.at("/errors/0/extensions/code").asText())
                .as(answer.at("/errors/0").toString())
                .isEqualTo("too_costly");
    }

    @Test
    void aFragmentIsAsDeepAsWhatItStandsIn() {
        StringBuilder query = new StringBuilder("{ __type(name: \"Video\") {");
        for (int i = 17; i >= 0; i--) {
            query.append(" ...F" + i);
        }
        query.append("} }");
        for (int i = 0; i < 17; i++) {
            query.append(" fragment F" + i + " on __Type { ofType { ...F" + (i + 1) + " } }");
        }
        query.append(" fragment F17 on __Type { name }");
        JsonNode answer = ask(query.toString());
        assertThat(answer.at("/errors/0/extensions/code").asText())
                .as(answer.at("/errors/0").toString())
                .isEqualTo("too_costly");
        assertThat(answer.at("/errors/0/message").asText()).contains("deep");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    search(query: {text: "a"}, limit: 10) | none | too_slow
                    search(query: {text: "a"}, limit: $n) | none | too_slow
                    search(query: {text: "a"})            | none | too_slow
                    search(query: {text: "a"})            | long | too_costly
                    search(query: {text: "a"})            | news | too_slow
                    search(query: {text: "a"}, limit: 10) | long | too_slow
                    searchPage(token: "a")                | none | too_slow
                    searchPage(token: "a")                | long | too_slow
                    searchPage(token: "long")             | none | too_costly
                    searchPage(token: $t)                 | none | too_costly
                    """)
    void whatSaysNotHowLongItIsCostsWhatItMayHave(String field, String profile, String code) {
        String ninety =
                IntStream.range(0, 90)
                        .mapToObj(i -> " a" + i + ":endMs")
                        .collect(Collectors.joining());
        JsonNode answer =
                ask(
                        "query($n: Int = 10, $t: String! = \"long\") { "
                                + aliases(2, field + "{ moments {" + ninety + "} }")
                                + " unused: search(query: {text: \"a\"}, limit: $n) { tookMs }"
                                + " unusedToo: searchPage(token: $t) { tookMs } }",
                        profile.equals("none") ? Caller.NO_PROFILE : profile);
        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"300, too_slow", "400, too_costly"})
    void aKindOfAllVideosIsOneQuestion(int times, String code) {
        String kinds = aliases(times, "dialogue(limit: 1) { text }");
        JsonNode answer = ask("{ videos(limit: 1) {" + kinds + "} }");
        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo(code);
    }

    @Test
    void whatItHasNoTimeForIsNullAndSaysSo() {
        JsonNode answer =
                ask("{ a: video(videoId: \"x\") { title } b: search { tookMs } videos { title } }");
        assertThat(answer.path("data"))
                .isEqualTo(
                        WITH_NULLS.createObjectNode().putNull("a").putNull("b").putNull("videos"));
        assertThat(answer.path("errors"))
                .hasSize(3)
                .allSatisfy(
                        error -> {
                            assertThat(error.at("/extensions/code").asText()).isEqualTo("too_slow");
                            assertThat(error.at("/extensions/status").asInt()).isEqualTo(503);
                        });
    }
}

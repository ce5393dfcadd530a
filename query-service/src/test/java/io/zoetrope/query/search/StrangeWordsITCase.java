package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Words that mean something to a database, a page or an index are words here, wherever they stand.
 */
class StrangeWordsITCase {
    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.moment(
                "default",
                "v1",
                0,
                "red",
                m -> m.put("collection", "dailies").putArray("labels").add("mine"));
        index.finding(
                FindingKind.LINE,
                "default",
                "v1",
                0,
                0,
                1500,
                line -> line.put("line_id", "l0").put("text", "Welcome to the show."));
        index.flush();
        service = TestingService.start(folder);
    }

    static String[] words() {
        return new String[] {
            "' OR '1'='1",
            "x'; DROP TABLE videos; --",
            "<script>alert(document.cookie)</script>",
            "<img src=x onerror=alert(1)>",
            "*",
            "*:*",
            "dailies OR collection:*",
            "{\"match_all\": {}}",
            "\"}}, \"size\": 10000, \"x\": {\"y\": {\"z\": \"",
            "${jndi:ldap://127.0.0.1/x}",
            "{{7*7}} #{7*7} %{7*7}",
            "../../../../etc/passwd",
            "(((((((((([[[[[[[[[[\\\\\\\\",
            "a\u0000b\u0007\u001b[31m",
            "\u202egnp.exe \ufeff\u200b",
            "\ud83d\ude00\u0301\u0301\u0301",
        };
    }

    @ParameterizedTest
    @MethodSource("words")
    void findNothingThatTheyDoNotSay(String words) {
        for (String modality : new String[] {"dialogue", "text", "object"}) {
            ObjectNode question = Json.MAPPER.createObjectNode();
            question.putObject("query").put("text", words);
            question.putArray("modalities").add(modality);
            assertThat(found(question)).as(modality).isEmpty();
        }
        for (String filter : new String[] {"collection", "label", "class", "video_id"}) {
            ObjectNode question = red();
            question.putObject("filter").put(filter, words);
            assertThat(found(question)).as(filter).isEmpty();
        }
        ObjectNode metadata = red();
        metadata.putObject("filter").putObject("metadata").put("scene", words);
        assertThat(found(metadata)).isEmpty();
        ObjectNode unwanted = red();
        unwanted.putArray("must_not").addObject().put("class", words);
        assertThat(found(unwanted)).as("nothing is unwanted by them").hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("words")
    void areRepeatedAsTheyAreOrRefused(String words) {
        ObjectNode unknown = red();
        unknown.put(words, 1);
        Answer refused = service.post("/v1/search", unknown.toString());
        assertThat(refused.status()).isEqualTo(400);
        assertIsNoMarkup(refused);
        String encoded = URLEncoder.encode(words, StandardCharsets.UTF_8).replace("+", "%20");
        Answer lists = service.get("/v1/videos?collection=" + encoded);
        assertThat(lists.status()).isIn(200, 400);
        assertThat(lists.json().path("videos")).isEmpty();
        assertIsNoMarkup(lists);
        assertIsNoMarkup(service.get("/v1/nothing?x=" + encoded));
    }

    /** A browser that is sent there shows text. */
    private static void assertIsNoMarkup(Answer answer) {
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    private static ObjectNode red() {
        ObjectNode question = Json.MAPPER.createObjectNode();
        question.putObject("query").put("text", "red");
        question.putArray("modalities").add("visual");
        return question;
    }

    private static JsonNode found(ObjectNode question) {
        Answer answer = service.post("/v1/search", question.toString());
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertIsNoMarkup(answer);
        return answer.json().path("moments");
    }
}

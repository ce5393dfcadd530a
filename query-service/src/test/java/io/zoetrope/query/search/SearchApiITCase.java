package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.TestingForm;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingPng;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import java.awt.Color;
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

/** Searches over a real index. */
class SearchApiITCase {
    private static final int MANY = 60;

    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.moment("default", "v1", 0, "red car at night", m -> m.put("collection", "streets"))
                .moment(
                        "default",
                        "v1",
                        2000,
                        "blue car",
                        m -> m.put("collection", "streets").withArray("object_classes").add("car"))
                .moment("default", "v2", 0, "blue boat sea", m -> m.withArray("labels").add("mine"))
                .moment(
                        "default",
                        "v3",
                        5000,
                        "green grass cat",
                        m ->
                                m.putObject("metadata")
                                        .put("camera", "north gate")
                                        .put("Straße", "süd")
                                        .put("映像 #1", "日本")
                                        .put("a.b/c:d", "x y"))
                .moment("other", "v9", 0, "red car at night");
        for (int i = 0; i < MANY; i++) {
            index.moment("many", "m" + i % 7, i * 1000L, i % 2 == 0 ? "red" : "red green");
        }
        index.flush();
        service = TestingService.start(folder);
    }

    @Test
    void findsByWordsBestFirst() {
        Answer answer =
                search("{'query': {'text': 'a red car'}, 'limit': 3, 'modalities': ['visual']}");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode best = answer.json().at("/moments/0");
        assertThat(best.path("video_id").asText()).isEqualTo("v1");
        assertThat(best.path("start_ms").asLong()).isZero();
        assertThat(best.path("end_ms").asLong()).isEqualTo(2000);
        assertThat(best.path("rank").asInt()).isEqualTo(1);
        double cosine =
                TestingQueryEncoder.vector("a red car")
                        .dot(TestingQueryEncoder.vector("red car at night"));
        assertThat(best.path("score").asDouble()).isCloseTo((1 + cosine) / 2, within(1e-4));
        assertThat(best.at("/score_parts/visual").asDouble())
                .isEqualTo(best.path("score").asDouble());
        assertThat(best.path("thumbnail_url").asText())
                .isEqualTo("/v1/videos/v1/thumbnail?ms=1000");
        assertThat(answer.json().path("degraded").isArray()).isTrue();
        assertThat(answer.json().path("related").isArray()).isTrue();
        assertThat(answer.json().has("took_ms")).isTrue();
    }

    @Test
    void neverCrossesTenants() {
        assertThat(videos(search("{'query': {'text': 'red car'}}"))).doesNotContain("v9");
        Answer other =
                service.post("/v1/search", json("{'query': {'text': 'x'}}"), service.of("other"));
        assertThat(videos(other)).containsExactly("v9");
        Answer none =
                service.post("/v1/search", json("{'query': {'text': 'x'}}"), service.of("none"));
        assertThat(videos(none)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {'collection': 'streets'}                | v1 v1
                    {'video_id': ['v2', 'v3']}               | v2 v3
                    {'label': 'mine'}                        | v2
                    {'class': 'car'}                         | v1
                    {'start_ms': {'gte': 2000, 'lte': 4999}} | v1
                    {'start_ms': {'gte': 5000}}              | v3
                    {'metadata': {'camera': 'north gate'}}   | v3
                    {'metadata': {'camera': 'south gate'}}   |
                    {'metadata': {'Straße': 'süd'}}          | v3
                    {'metadata': {'映像 #1': '日本'}}          | v3
                    {'metadata': {'a.b/c:d': 'x y'}}         | v3
                    {}                                       | v1 v1 v2 v3
                    """)
    void filters(String filter, String expected) {
        Answer answer = search("{'query': {'text': 'blue'}, 'filter': " + filter + "}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(videos(answer))
                .containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(" "));
    }

    @Test
    void groupsByVideo() {
        Answer answer = search("{'query': {'text': 'blue car'}, 'group_by': 'video'}");
        assertThat(videos(answer)).containsExactlyInAnyOrder("v1", "v2", "v3");
        assertThat(answer.json().at("/moments/0/start_ms").asLong()).isEqualTo(2000);
    }

    @Test
    void cutsAtMinScore() {
        Answer answer =
                search(
                        "{'query': {'text': 'green grass cat'}, 'min_score': 0.9,"
                                + " 'modalities': ['visual']}");
        assertThat(videos(answer)).containsExactly("v3");
    }

    @Test
    void pagesThroughEverythingOnce() {
        String body = json("{'query': {'text': 'red'}, 'limit': 7}");
        Answer page = service.post("/v1/search", body, service.of("many"));
        List<String> seen = new ArrayList<>(moments(page));
        while (page.json().at("/page/next_page_token").isTextual()) {
            String token = page.json().at("/page/next_page_token").asText();
            page = service.get("/v1/search/" + token, service.of("many"));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.json().at("/moments/0/rank").asInt()).isEqualTo(seen.size() + 1);
            seen.addAll(moments(page));
        }
        assertThat(seen).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void pageTokenDoesNotOpenAnotherTenant() {
        String body = json("{'query': {'text': 'red'}, 'limit': 7}");
        Answer page = service.post("/v1/search", body, service.of("many"));
        String token = page.json().at("/page/next_page_token").asText();
        Answer other = service.get("/v1/search/" + token);
        assertThat(other.status()).isEqualTo(400);
        assertThat(videos(other)).isEmpty();
    }

    @Test
    void findsByPictureAndPages() throws IOException {
        TestingForm form =
                new TestingForm()
                        .file("image", "q.png", "image/png", TestingPng.of(Color.RED))
                        .field("limit", "5");
        Answer answer = service.post("/v1/search", form, service.of("many"));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.json().at("/moments/0/title").asText()).isEqualTo("red");
        String token = answer.json().at("/page/next_page_token").asText();
        Answer next = service.get("/v1/search/" + token, service.of("many"));
        assertThat(next.status()).isEqualTo(200);
        assertThat(moments(next)).hasSize(5).doesNotContainAnyElementsOf(moments(answer));
    }

    @Test
    void embedsARepeatedTextOnce() {
        search("{'query': {'text': 'asked twice'}}");
        int before = service.encoder.embedded.get();
        search("{'query': {'text': 'asked twice'}}");
        assertThat(service.encoder.embedded.get()).isEqualTo(before);
    }

    @Test
    void clampsTheLimit() {
        String body = json("{'query': {'text': 'red'}, 'limit': 100000}");
        assertThat(moments(service.post("/v1/search", body, service.of("many")))).hasSize(MANY);
        assertThat(moments(search("{'query': {'text': 'red'}, 'limit': -1}"))).hasSize(1);
    }

    @Test
    void saysWhichSourcesKnowNoLabels() {
        Answer answer = search("{'query': {'text': 'red'}, 'filter': {'label': 'mine'}}");
        assertThat(answer.json().path("degraded").findValuesAsText("source"))
                .containsExactlyInAnyOrder("audio", "dialogue", "text");
    }

    static Answer search(String body) {
        return service.post("/v1/search", json(body));
    }

    static String json(String quotes) {
        return quotes.replace('\'', '"');
    }

    private static List<String> videos(Answer answer) {
        return each(answer, "video_id");
    }

    private static List<String> moments(Answer answer) {
        return each(answer, "moment_id");
    }

    /** A field of each result. */
    static List<String> each(Answer answer, String field) {
        List<String> values = new ArrayList<>();
        answer.json().path("moments").forEach(moment -> values.add(moment.path(field).asText()));
        return values;
    }
}

package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingEncoders;
import io.zoetrope.query.TestingForm;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingPng;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.paging.PageToken;
import io.zoetrope.query.paging.Place;
import io.zoetrope.query.paging.Seal;
import io.zoetrope.query.paging.Seen;
import io.zoetrope.query.question.SearchRequest;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages over an index that changes, and lists of videos among which one has most moments. */
class PagingITCase {
    private static final int LONG = 1_150;
    private static final int SHORT = 6;

    /** More than the nearest that are looked among at first. */
    private static final int SOUNDS = 600;

    @TempDir static Path folder;
    private static TestingIndex index;
    private static TestingService service;
    private JsonNode lastDegraded;

    @BeforeAll
    static void start() throws IOException {
        index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        for (int i = 0; i < LONG; i++) {
            index.moment("film", "long", i * 1000L, "red");
        }
        for (int i = 0; i < SHORT; i++) {
            index.moment("film", "short" + i, 0, "red night " + "sea ".repeat(i));
        }
        for (int i = 0; i < 40; i++) {
            index.moment("live", "v" + i, 0, "red " + "blue ".repeat(i + 1));
            index.video("live", "v" + i, "ready", video -> {});
            index.moment("shown", "v" + i, 0, "red " + "blue ".repeat(i + 1));
        }
        for (int i = 0; i < 40; i++) {
            index.moment("grown", "v" + i, 0, "red " + "blue ".repeat(i + 1));
        }
        index.moment("grown", "v0", 5000, "red " + "blue ".repeat(25));
        for (int i = 0; i < SOUNDS; i++) {
            sound("long", i, "night");
        }
        for (int i = 0; i < SHORT; i++) {
            sound("short" + i, 0, "night night night " + "sea ".repeat(i + 1));
        }
        index.flush();
        service = TestingService.start(folder);
    }

    private static void sound(String video, int i, String like) {
        index.finding(
                FindingKind.SOUND,
                "heard",
                video,
                i,
                i * 1000L,
                (i + 1) * 1000L,
                s -> {
                    s.put("sound_id", video + i);
                    for (float value : TestingQueryEncoder.vector(like).values()) {
                        s.withArray("vector").add(value);
                    }
                });
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aLongFilmDoesNotKeepOtherVideosOut() {
        Answer answer = search("film", "'group_by': 'video', 'limit': 5");
        assertThat(videos(answer)).containsExactly("long", "short0", "short1", "short2", "short3");
        assertThat(rest("film", answer, "video_id")).containsExactly("short4", "short5");
    }

    @Test
    void everyMomentComesOnceHoweverMany() {
        Answer first = search("film", "'modalities': ['visual'], 'limit': 100");
        List<String> all = new ArrayList<>(moments(first));
        all.addAll(rest("film", first, "moment_id"));
        assertThat(all).hasSize(LONG + SHORT).doesNotHaveDuplicates();
    }

    @Test
    void aSearchOfAllSourcesPagesToo() {
        Answer first = search("film", "'limit': 100");
        assertThat(first.json().at("/moments/0/matches/0/source").asText()).isEqualTo("visual");
        List<String> all = new ArrayList<>(moments(first));
        all.addAll(rest("film", first, "moment_id"));
        assertThat(all).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "'clauses': [{'text': 'red'}, {'text': 'blue'}], 'operator': 'and',"})
    void nothingComesTwiceHoweverTheIndexChanges(String clauses) {
        String query = clauses.isEmpty() ? "'query': {'text': 'red'}," : clauses;
        Answer first =
                service.post(
                        "/v1/search",
                        SearchApiITCase.json("{" + query + " 'limit': 10}"),
                        service.of("shown"));
        assertThat(videos(first)).hasSize(10);
        for (int i = 0; i < 5; i++) {
            index.moment("shown", "more" + i + clauses.length(), 0, "red blue");
        }
        index.flush();
        List<String> all = new ArrayList<>(videos(first));
        all.addAll(rest("shown", first, "video_id"));
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all.stream().filter(v -> v.startsWith("v"))).hasSize(40);
    }

    @Test
    void whatComesAndGoesMeanwhileMovesNothing() {
        Answer first = search("live", "'modalities': ['visual'], 'limit': 10");
        assertThat(videos(first)).first().isEqualTo("v0");
        for (int i = 0; i < 15; i++) {
            index.moment("live", "new" + i, 0, "red");
        }
        index.flush();
        List<String> rest = rest("live", first, "video_id");
        assertThat(rest).doesNotContainAnyElementsOf(videos(first)).hasSize(30);
    }

    @Test
    void videosThatComeMeanwhileEndNoReading() {
        String byVideo = "'modalities': ['visual'], 'group_by': 'video', 'limit': 10";
        Answer first = search("grown", byVideo);
        assertThat(videos(first)).hasSize(10).first().isEqualTo("v0");
        for (int i = 0; i < 25; i++) {
            index.moment("grown", "new" + i, 0, "red");
        }
        // In place of the moment that was shown: now the best of its video lies further down.
        index.moment("grown", "v0", 0, "green");
        index.flush();
        List<String> rest = rest("grown", first, "video_id");
        assertThat(rest).doesNotContainAnyElementsOf(videos(first)).hasSize(30);
        assertThat(rest).doesNotHaveDuplicates().allMatch(video -> video.startsWith("v"));
        assertThat(lastDegraded).isEmpty();
    }

    @Test
    void aLongSoundDoesNotKeepOtherVideosOut() {
        TestingForm sound =
                new TestingForm()
                        .file("audio", "s.wav", "audio/wav", TestingEncoders.sound("night"))
                        .field("group_by", "video")
                        .field("limit", "4");
        Answer first = service.post("/v1/search", sound, service.of("heard"));
        assertThat(videos(first)).containsExactly("long", "short0", "short1", "short2");
        assertThat(rest("heard", first, "video_id")).containsExactly("short3", "short4", "short5");
        assertThat(lastDegraded).isEmpty();
    }

    @Test
    void aTokenIsOfItsTenantAlone() {
        String token = token(search("film", "'limit': 10"));
        Answer other = service.get("/v1/search/" + token, service.of("live"));
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.errorCode()).isEqualTo("invalid_page_token");
        String list = token(service.get("/v1/videos?limit=3", service.of("live")));
        assertThat(service.get("/v1/videos?page=" + list, service.of("film")).status())
                .isEqualTo(400);
        assertThat(service.get("/v1/videos?page=" + list, service.of("live")).status())
                .isEqualTo(200);
    }

    @Test
    void anOldTokenIs410() {
        Seal past =
                new Seal(TestingService.TOKEN_SECRET, Duration.ofSeconds(-1), Clock.systemUTC());
        SearchRequest asked = Json.read("{\"query\": {\"text\": \"red\"}}", SearchRequest.class);
        PageToken token = new PageToken(new Place(1, 100, 0.5, "m"), asked, Map.of(), Seen.NONE);
        int models = TestingEncoders.with(service.encoder).fingerprint();
        Answer answer =
                service.get(
                        "/v1/search/" + token.encode(past, "film", models).orElseThrow(),
                        service.of("film"));
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.errorCode()).isEqualTo("page_token_expired");
    }

    @Test
    void aTokenFitsAPath() throws IOException {
        TestingForm form =
                new TestingForm().file("image", "q.png", "image/png", TestingPng.of(Color.RED));
        assertThat(token(service.post("/v1/search", form, service.of("film"))).length())
                .isLessThan(300);
        String text = "red ".repeat(1_000);
        Answer answer =
                service.post(
                        "/v1/search",
                        "{\"query\": {\"text\": \"" + text + "\"}}",
                        service.of("film"));
        assertThat(token(answer).length()).isLessThan(6_000);
    }

    private static Answer search(String tenant, String more) {
        return service.post(
                "/v1/search",
                SearchApiITCase.json("{'query': {'text': 'red'}, " + more + "}"),
                service.of(tenant));
    }

    private List<String> rest(String tenant, Answer first, String field) {
        List<String> rest = new ArrayList<>();
        Answer page = first;
        while (page.json().at("/page/next_page_token").isTextual()) {
            page = service.get("/v1/search/" + token(page), service.of(tenant));
            assertThat(page.status()).as(page.json().toString()).isEqualTo(200);
            rest.addAll(SearchApiITCase.each(page, field));
            lastDegraded = page.json().path("degraded");
        }
        return rest;
    }

    private static String token(Answer answer) {
        return answer.json().at("/page/next_page_token").asText();
    }

    private static List<String> videos(Answer answer) {
        return SearchApiITCase.each(answer, "video_id");
    }

    private static List<String> moments(Answer answer) {
        return SearchApiITCase.each(answer, "moment_id");
    }
}
